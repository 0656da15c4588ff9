import type { EngineName } from "../pool/fork-runner.ts";
import type { HostMessage, RunnerMessage } from "../protocol.ts";
import type { Engine } from "./engine.ts";
import { Runner } from "./runner.ts";

// The entry file of a runner: a child process that runs one program after another and knows nothing of its host.
// It ends when the host goes away; a host that died while the guest hangs is the reaper's business.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// Ctrl-C in a terminal reaches the whole process group; what then happens to the run is for the host to say.
process.on("SIGINT", () => {});
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`, () => process.kill(process.pid, "SIGKILL"));
});

const send = (message: RunnerMessage): void => {
  process.send?.(message, undefined, undefined, () => {});
};

try {
  const engine = await loadEngine(process.argv[2] as EngineName);
  const runner = new Runner(engine, send);
  process.on("message", (message: HostMessage) => runner.hear(message));
} catch (cause) {
  send({ type: "broken", detail: cause instanceof Error ? cause.message : String(cause) });
}

// One of them only: the other's packages may be missing, and the permission model does not let it be read.
async function loadEngine(name: EngineName): Promise<Engine> {
  return name === "quickjs"
    ? (await import("./engines/quickjs-engine.ts")).quickJsEngine
    : (await import("./engines/isolated-vm-engine.ts")).isolatedVmEngine;
}
