import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { checkStore } from "../store/check-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";

/** How many processes admit how many skills each, and how often one of them is killed. */
export interface SoakOptions {
  root: string;
  writers: number;
  admissions: number;
  /** One in so many acknowledged admissions has its writer killed a moment later. */
  killOneIn: number;
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
  /** Digests of what the store said it has taken, by name. */
  taken: Map<string, string>;
}

const script = fileURLToPath(new URL("./soak-writer.ts", import.meta.url));
const KILL_WITHIN_MS = 50;
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** Has several processes write one store, kills them at random and starts them again, until all is admitted. */
export async function soakStore(options: SoakOptions): Promise<SoakFigures> {
  const startedAt = performance.now();
  const writers = Array.from({ length: options.writers }, (): Writer => ({ taken: new Map() }));
  const kills = await Promise.all(writers.map((writer, i) => sail(writer, i, options)));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { ...(await figuresOf(options.root, writers)), kills: kills.reduce((a, b) => a + b), seconds };
}

/** One writer until it has admitted all; gives how often it was killed. */
async function sail(writer: Writer, number: number, options: SoakOptions): Promise<number> {
  const { root, admissions, versionEvery } = options;
  let kills = 0;
  while (writer.taken.size < admissions) {
    const job = [root, number, writer.taken.size, admissions, versionEvery].map(String);
    const child = spawn(process.execPath, [...flags, script, ...job], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (data) => {
      const lines = (text + String(data)).split("\n");
      text = lines.pop() as string;
      for (const line of lines) {
        const [, name, digest] = line.split(" ") as [string, string, string];
        writer.taken.set(name, digest);
        // It is at work on the next admission by then, or waits for the lock.
        if (Math.random() * options.killOneIn < 1)
          setTimeout(() => child.kill("SIGKILL"), KILL_WITHIN_MS * Math.random());
      }
    });
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    if (signal === "SIGKILL") kills++;
    else if (code !== 0) throw new Error(`The writer ${number} ended with exit code ${code}.`);
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
