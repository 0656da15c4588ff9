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
