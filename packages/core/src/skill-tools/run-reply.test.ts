import { expect, it } from "vitest";
import { runReply } from "./run-reply.ts";

const record = { logs: [], logsCut: false, wallMs: 1, toolCalls: [] };

it.each([
  ["ResultError", "Return what JSON can hold"],
  ["ToolRefused", "Do without that write"],
  ["TypeError", "Correct the arguments or the program"],
  ["constructor", "Correct the arguments or the program"],
])("says the next move after %s", (name, next) => {
  const { text, isError } = runReply({ ...record, kind: "error", message: "it", stack: [], name }, []);
  expect({ text, isError }).toEqual({ text: expect.stringContaining(`Next: ${next}`), isError: true });
});
