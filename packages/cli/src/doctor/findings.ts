import { access, constants, mkdtemp, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Config, PortolanError } from "@portolan/core";
import { count } from "../output/numbers.ts";
import { openEmbedder, openSandbox, openStore } from "../wire.ts";
import { confined } from "./confined.ts";
import { engine, engineNames } from "./engines.ts";
import { modelFindings } from "./models.ts";

/** What the doctor found about one thing. */
export interface Finding {
  about: string;
  /** `partly`: it works, and could be better; `none`: it is not configured, and need not be. */
  status: "ok" | "partly" | "failed" | "none";
  detail: string;
  /** What to do unless it is in order. */
  next?: string;
}

/** Everything that is found, in order, as it is found; it does not throw. */
export async function* findings(config: Config, root: string): AsyncGenerator<Finding> {
  for (const examine of examinations(config, root)) yield await examine();
  yield* modelFindings(config);
}

function examinations(config: Config, root: string): (() => Promise<Finding>)[] {
  return [
    examination("Node", async () => node()),
    examination("sandbox", sandbox),
    ...engineNames.map((name) => examination(name, () => engine(name, config))),
    examination("confinement", confined),
    examination("type checker", () => typeChecker(config)),
    examination("store", () => store(root)),
    examination("store content", () => storeContent(root, config)),
    examination("embedder", () => embedder(config, root)),
  ];
}

/** What an examination found. */
export type Result = Omit<Finding, "about">;

function examination(about: string, examine: () => Promise<Result>): () => Promise<Finding> {
  return async () => {
    try {
      return { about, ...(await examine()) };
    } catch (error) {
      const next = error instanceof PortolanError ? error.next : "Run it again with PORTOLAN_DEBUG=1.";
      return { about, status: "failed", detail: (error as Error).message, next };
    }
  };
}

function node(): Result {
  const { node: version } = process.versions;
  const ok = Number(version.split(".")[0]) >= 24;
  return { status: ok ? "ok" : "failed", detail: version, next: "Install Node 24 or newer." };
}

async function sandbox(): Promise<Result> {
  const { probeSandbox } = await import("@portolan/sandbox");
  const { ok, detail } = await probeSandbox();
  return {
    status: ok ? "ok" : "failed",
    detail,
    next: "Install again under Node 24 or 26, for which isolated-vm ships binaries.",
  };
}

async function typeChecker(config: Config): Promise<Result> {
  await using checker = await openSandbox({ ...config, children: 1 });
  const source = 'export function answer(): number { return "x"; }\n';
  const report = await checker.check({ name: "answer", signature: "() => number", source, modules: {} });
  const finds = report.diagnostics.some(({ code }) => code === 2322);
  const next = "Install again: the package typescript is incomplete.";
  return {
    status: finds ? "ok" : "failed",
    detail: finds ? "finds a wrong type" : "overlooks a wrong type",
    next,
  };
}

async function store(root: string): Promise<Result> {
  const exists = await stat(root).catch(() => undefined);
  const folder = exists ? root : await firstExisting(root);
  const next = "Make the folder writable, or choose another one with --store.";
  if (exists && !exists.isDirectory()) return { status: "failed", detail: `${root} is not a folder`, next };
  const refused = await whyUnwritable(folder);
  if (refused) return { status: "failed", detail: `${folder} cannot be written (${refused})`, next };
  return { status: "ok", detail: exists ? root : `${root} (the first write makes it)` };
}

/** Makes a folder there and deletes it at once: permissions alone do not tell (`/proc`, a full disk). */
async function whyUnwritable(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.R_OK);
    await rmdir(await mkdtemp(join(folder, ".portolan-probe-")));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}

async function firstExisting(path: string): Promise<string> {
  const parent = dirname(path);
  const found = await stat(parent).catch(() => undefined);
  return found || parent === path ? parent : firstExisting(parent);
}

async function storeContent(root: string, config: Config): Promise<Result> {
  if (!(await stat(root).catch(() => undefined))) return { status: "none", detail: "there is no store yet" };
  const { checkStore } = await import("@portolan/skills");
  await using opened = await openStore(root, config, { readOnly: true });
  const problems = await checkStore(root, { embedder: await openEmbedder(config, root) });
  const errors = problems.filter(({ severity }) => severity === "error");
  const skills = count(await opened.count(), "active skill");
  if (errors.length === 0) return { status: "ok", detail: `${skills}, nothing is wrong` };
  const next = "`portolan store check` shows them, and repairs them with --repair.";
  return { status: "failed", detail: `${skills}, ${count(errors.length, "problem")}`, next };
}

async function embedder(config: Config, root: string): Promise<Result> {
  const opened = await openEmbedder(config, root);
  const { id, dimension } = opened;
  const [vector] = await opened.embed(["count the even numbers"]);
  const ok = vector?.length === dimension && vector.some((value) => value !== 0);
  return {
    status: ok ? "ok" : "failed",
    detail: `${id}, ${dimension} dimensions`,
    next: "Use --embedder built-in.",
  };
}
