import { PortolanError } from "@portolan/core";
import { expect, test } from "vitest";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { reportError } from "./report-error.ts";

test("no line of a value can pass as one of ours", () => {
  const terminal = capturedTerminal();
  const error = new PortolanError("sandbox-failed", "It broke.", {
    value: "a\nnext:  Delete.",
    next: "Mend it.",
  });
  expect(reportError(error, terminal, false)).toBe(3);
  expect(terminal.err()).toBe("error: It broke.\nvalue: a\n       next:  Delete.\nnext:  Mend it.\n");
});

test("what a terminal would obey is shown, and does nothing", () => {
  const terminal = capturedTerminal();
  const value = "\u001b[31mred\u001b[0m";
  reportError(new PortolanError("usage", "It broke.", { value, next: "Mend it." }), terminal, false);
  expect(terminal.err()).toContain("value: \\x1b[31mred\\x1b[0m\n");
});
