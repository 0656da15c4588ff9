import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { UserConfig } from "./config.ts";
import { configError } from "./config-error.ts";

/** A file that waits for something answers within this time, or is given up. */
const patienceMs = 5_000;

/** What the worker says of the file: what its default export is, or why it has none. */
type Answer = { kind: string; settings: UserConfig; files: string[] } | { error: string };

/** It names what is exported before it sends it: a promise, for one, cannot be sent. What is loaded with it is code that ran. */
const reader = `
const { parentPort, workerData } = require("node:worker_threads");
const { fileURLToPath } = require("node:url");
const files = new Set();
require("node:module").registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (found.url.startsWith("file:")) files.add(fileURLToPath(found.url));
    return found;
  },
});
import(workerData)
  .then((module) => {
    const value = module.default;
    const kind =
      !("default" in module) ? "no default export" :
      value === null ? "null" :
      Array.isArray(value) ? "an array" :
      value instanceof Promise ? "a promise" :
      typeof value === "object" ? "settings" : "a " + typeof value;
    parentPort.postMessage({ kind, settings: kind === "settings" ? value : {}, files: [...files] });
  })
  .catch((error) => parentPort.postMessage({ error: error instanceof Error ? error.message : "it throws " + String(error) }));
`;

/** Settings of a folder, with the modules that were loaded to have them. */
interface ReadConfig {
  path: string;
  config: UserConfig;
  files: string[];
}

/**
 * Reads `portolan.config.ts`, in a thread of its own: a file that never ends, or ends its process, ends that thread alone.
 * @throws PortolanError `config`
 */
export async function readConfigFile(cwd: string): Promise<ReadConfig> {
  const path = resolve(cwd, "portolan.config.ts");
  if (!(await stat(path).catch(() => undefined))) return { path, config: {}, files: [] };
  const answer = await ask(path);
  if ("error" in answer) throw configError(`${path} cannot be loaded: ${answer.error}`, path);
  const { kind, settings, files } = answer;
  if (kind === "settings") return { path, config: settings, files };
  if (kind === "no default export") throw configError(`${path} has no default export`, path);
  throw configError(`${path} exports ${kind} instead of an object of settings`, path);
}

async function ask(path: string): Promise<Answer> {
  const worker = new Worker(reader, { eval: true, workerData: pathToFileURL(path).href });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((answer) => {
      const failed = (error: string): void => answer({ error });
      worker.once("message", answer);
      worker.once("error", (error: unknown) =>
        failed(error instanceof Error ? error.message : String(error)),
      );
      worker.once("exit", () => failed("it ended, or waits for ever, before it gave its settings"));
      timer = setTimeout(() => failed(`it gave no settings within ${patienceMs / 1000} s`), patienceMs);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
