import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { checkStore } from "../store/check-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";

/** How many processes admit how many skills each, and how often one of them is killed. */
export interface SoakOptions {
  root: string;
  writers: number;
  admissions: number;
  /** Mean time between two kills. */
  killEveryMs: number;
  /** Each writer puts a new version of a skill with a caller after so many admissions. */
  versionEvery: number;
}

/** What a soak found; all is well when `lost`, `torn` and `problems` are 0 and every admission was acknowledged. */
export interface SoakFigures {
  acknowledged: number;
  kills: number;
  /** Acknowledged skills that the store has not, in any version. */
  lost: number;
  /** Folders that do not hold what they say. */
  torn: number;
  /** All that a check finds after the next write. */
  problems: number;
  versions: number;
  seconds: number;
}

interface Writer {
  process?: ChildProcess;
  /** Digests of what the store said it has taken, by name. */
  taken: Map<string, string>;
}

const script = fileURLToPath(new URL("./soak-writer.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** Has several processes write one store, kills them at random and starts them again, until all is admitted. */
export async function soakStore(options: SoakOptions): Promise<SoakFigures> {
  const startedAt = performance.now();
  const writers = Array.from({ length: options.writers }, (): Writer => ({ taken: new Map() }));
  const done = new AbortController();
  const killing = killAtRandom(writers, options.killEveryMs, done.signal);
  try {
    await Promise.all(writers.map((writer, i) => sail(writer, i, options)));
  } finally {
    done.abort();
  }
  const kills = await killing;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { ...(await figuresOf(options.root, writers)), kills, seconds };
}

async function sail(writer: Writer, number: number, options: SoakOptions): Promise<void> {
  const { root, admissions, versionEvery } = options;
  while (writer.taken.size < admissions) {
    const job = [root, number, writer.taken.size, admissions, versionEvery].map(String);
    const child = spawn(process.execPath, [...flags, script, ...job], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    writer.process = child;
    let text = "";
    child.stdout.on("data", (data) => {
      const lines = (text + String(data)).split("\n");
      text = lines.pop() as string;
      for (const line of lines) {
        const [, name, digest] = line.split(" ") as [string, string, string];
        writer.taken.set(name, digest);
      }
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    if (code !== null && code !== 0) throw new Error(`The writer ${number} ended with exit code ${code}.`);
  }
}

async function killAtRandom(writers: Writer[], everyMs: number, signal: AbortSignal): Promise<number> {
  let kills = 0;
  while (!signal.aborted) {
    await sleep(2 * everyMs * Math.random(), undefined, { signal }).catch(() => undefined);
    const alive = writers.filter(({ process }) => process?.exitCode === null && process.signalCode === null);
    const victim = alive[Math.floor(Math.random() * alive.length)];
    if (!signal.aborted && victim?.process?.kill("SIGKILL")) kills++;
  }
  return kills;
}

async function figuresOf(root: string, writers: Writer[]): Promise<Omit<SoakFigures, "kills" | "seconds">> {
  const left = await checkStore(root);
  const torn = left.filter(({ kind }) => kind === "skill-broken" || kind === "history-broken").length;
  await using store = await openSkillStore({ root });
  // Any write takes away what killed writers left under .portolan/tmp.
  await store.quarantine(
    { ...((await store.list())[0] as NonNullable<Awaited<ReturnType<typeof store.get>>>), name: "last" },
    { evaluator: "soak", reason: "to write once more", task: "soak", verdicts: [] },
  );
  let lost = 0;
  let acknowledged = 0;
  for (const { taken } of writers) {
    for (const [name, digest] of taken) {
      acknowledged++;
      if (!(await store.get(name, digest))) lost++;
    }
  }
  const versions = (await store.list()).filter(({ version }) => version > 1).length;
  return { acknowledged, lost, torn, problems: (await checkStore(root)).length, versions };
}
