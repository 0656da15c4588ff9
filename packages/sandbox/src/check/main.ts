import { Checker } from "./checker.ts";
import { refusal } from "./complaint.ts";
import { declareModules } from "./declare-modules.ts";
import type { CheckerMessage, CheckerReply } from "./messages.ts";
import { syntaxOf } from "./syntax-of.ts";
import { relationsOf } from "./relations.ts";
import { Workspace } from "./workspace.ts";

// The entry file of the checker: a child process in a process group of its own, which holds TypeScript's process too.
process.on("disconnect", () => process.exit());

const workspace = new Workspace();
const checker = new Checker(workspace);
process.on("message", (message: CheckerMessage) => {
  process.send?.(answer(message), undefined, undefined, () => {});
});
process.send?.("ready");

function answer(message: CheckerMessage): CheckerReply {
  try {
    if (message.kind === "declare") return { declarations: declareModules(workspace, message) };
    if (message.kind === "parse") return { syntax: syntaxOf(workspace, message.source) ?? null };
    if (message.kind === "relate") return { relations: relationsOf(workspace, message) };
    return { report: checker.check(message) };
  } catch (cause) {
    if (cause instanceof RangeError && message.kind === "parse") return { syntax: null };
    // The tree of a deeply nested program exhausts the stack; the checker itself is none the worse.
    if (cause instanceof RangeError && message.kind === "check")
      return { report: refusal(message.source, "The source is nested too deeply.") };
    const [failure = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1);
    return { failure: failure.slice(0, 300) };
  }
}
