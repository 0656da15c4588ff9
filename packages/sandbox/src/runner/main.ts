import type { HostMessage, RunnerMessage } from "../protocol.ts";
import type { Execution } from "./execution.ts";

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
  const { Execution: Loaded } = await import("./execution.ts");
  let current: Execution | undefined;
  process.on("message", (message: HostMessage) => {
    if (message.type === "settle") return current?.settle(message);
    current = new Loaded(message, send);
    current.start();
  });
  send({ type: "ready" });
} catch (cause) {
  send({ type: "broken", detail: cause instanceof Error ? cause.message : String(cause) });
}
