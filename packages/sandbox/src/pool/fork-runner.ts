import { type ChildProcess, fork } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

/** `.ts` in a checkout, `.js` in the published package. */
export const ownExtension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

/** What a child of ours may see of its surroundings: a time zone and a locale, so that runs are the same everywhere. */
export const childEnvironment: Readonly<Record<string, string>> = { TZ: "UTC", LANG: "C", LC_ALL: "C" };

/** Starts a runner. Without `jit` it has no executable pages and no WebAssembly. */
export function forkRunner(jit: boolean): ChildProcess {
  const flags = ["--no-node-snapshot", "--disable-warning=ExperimentalWarning"];
  if (!jit) flags.push("--jitless");
  if (ownExtension === ".ts")
    flags.push("--import", new URL("../runner/strip-own-types.mjs", import.meta.url).href);
  return fork(fileURLToPath(new URL(`../runner/main${ownExtension}`, import.meta.url)), [], {
    execPath: process.execPath,
    execArgv: flags,
    env: { ...childEnvironment },
    // Somewhere that is not the user's project; the child reads nothing there.
    cwd: tmpdir(),
    // JSON, because deserialising V8's own format from a child that may have been taken over is riskier.
    serialization: "json",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}
