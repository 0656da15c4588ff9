import { type ChildProcess, fork } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "./child-environment.ts";
import { confinement } from "./confinement.ts";
import { readableFolders } from "./readable-folders.ts";
import { stdioOfChild } from "./stdio-of-child.ts";

/** What runs JavaScript in the children: V8 by isolated-vm, or QuickJS in WebAssembly where there is no native module. */
export type EngineName = "isolated-vm" | "quickjs";

/** How a runner is started. */
export interface RunnerOptions {
  engine: EngineName;
  /** Compile machine code; isolated-vm only. */
  jit: boolean;
  /** The most memory that a run in this child will be allowed, in MB. */
  memoryMb: number;
}

/** `.ts` in a checkout, `.js` in the published package. */
export const ownExtension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

export { childEnvironment };

const packagesOf: Readonly<Record<EngineName, readonly string[]>> = {
  "isolated-vm": ["isolated-vm", "sucrase"],
  quickjs: ["quickjs-emscripten-core", "@jitl/quickjs-wasmfile-release-sync", "sucrase"],
};

/** Starts a runner, cut off from the network and the files as far as this system can do it. */
export function forkRunner(options: RunnerOptions): ChildProcess {
  const [execPath, ...execArgv] = runnerCommand(options) as [string, ...string[]];
  return fork(fileURLToPath(new URL(`../runner/main${ownExtension}`, import.meta.url)), [options.engine], {
    execPath,
    execArgv,
    env: { ...childEnvironment },
    // Somewhere that is not the user's project; the child reads nothing there.
    cwd: tmpdir(),
    // JSON, because deserialising V8's own format from a child that may have been taken over is riskier.
    serialization: "json",
    stdio: stdioOfChild(["ignore", "ignore", "pipe", "ipc"]),
  });
}

/** The command that a runner is started with, up to its script. */
export function runnerCommand({ engine, jit, memoryMb }: RunnerOptions): string[] {
  const { prefix, programs } = confinement();
  const v8 = engine === "isolated-vm";
  // Without machine code a process needs no gigabytes of reserved space, so the system can cap what it takes for good.
  const prlimit = v8 && !jit ? programs.get("prlimit") : undefined;
  const flags = ["--no-node-snapshot", "--single-threaded", "--disable-warning=ExperimentalWarning"];
  if (v8 && !jit) flags.push("--jitless");
  // Programs of QuickJS need much of the stack of V8 below them. In KB; the system gives a main thread 8,192, except on Windows.
  if (!v8 && process.platform !== "win32") flags.push("--stack-size=4000");
  // A permission model that leaves it its own files to read, and nothing else of the file system, processes and threads.
  flags.push("--permission", "--disable-warning=SecurityWarning");
  if (v8) flags.push("--allow-addons");
  // isolated-vm asks for the last one to tell which C library this is.
  const readable = [...readableFolders(packagesOf[engine]), "/etc/alpine-release"];
  for (const path of readable) flags.push(`--allow-fs-read=${path}`);
  if (ownExtension === ".ts")
    flags.push("--import", new URL("../runner/strip-own-types.mjs", import.meta.url).href);
  const cap = prlimit ? [prlimit, `--data=${dataBytes(memoryMb)}`, "--"] : [];
  return [...prefix, ...cap, process.execPath, ...flags];
}

/** Node itself takes some 70 MB of what the system counts as data; near its limit V8 may pass it for a while. */
function dataBytes(memoryMb: number): number {
  return (200 + 2 * memoryMb) * 1024 * 1024;
}
