import type { CheckReport } from "@portolan/core";
import { Checker } from "./checker.ts";
import { complaint } from "./complaint.ts";
import type { CheckMessage, CheckReply } from "./messages.ts";

// The entry file of the checker: a child process in a process group of its own, which holds TypeScript's process too.
process.on("disconnect", () => process.exit());

const checker = new Checker();
process.on("message", (message: CheckMessage) => {
  process.send?.(
    { check: message.check, ...answer(message) } satisfies CheckReply,
    undefined,
    undefined,
    () => {},
  );
});
process.send?.("ready");

function answer(message: CheckMessage): { report: CheckReport } | { failure: string } {
  try {
    return { report: checker.check(message) };
  } catch (cause) {
    // The tree of a deeply nested program exhausts the stack; the checker itself is none the worse.
    if (cause instanceof RangeError)
      return { report: complaint(message.source, "The source is nested too deeply.") };
    return { failure: cause instanceof Error ? cause.message : String(cause) };
  }
}
