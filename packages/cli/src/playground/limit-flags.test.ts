import { expect, test } from "vitest";
import { parseLimits } from "./limit-flags.ts";

test("reads limits with and without units, several at once", () => {
  expect(parseLimits(["wallMs=500", "memoryMb=1gb,toolCalls=0"])).toEqual({
    wallMs: 500,
    memoryMb: 1024,
    toolCalls: 0,
  });
  expect(parseLimits(["wallMs=1.5s", "cpuMs=2min", "resultBytes=1_000", "logBytes=64KB"])).toEqual({
    wallMs: 1_500,
    cpuMs: 120_000,
    resultBytes: 1_000,
    logBytes: 65_536,
  });
  expect(parseLimits(["wallMs=1", "wallMs=2"])).toEqual({ wallMs: 2 });
});

test.each([
  ["wallMs=-5", "-5", "takes a whole number of ms above 0"],
  ["wallMs=0", "0", "above 0"],
  ["wallMs=0.5", "0.5", "whole number of ms"],
  ["wallMs=many", "many", "whole number of ms"],
  ["wallMs=5mb", "5mb", "whole number of ms"],
  ["wallMs=", "wallMs=", "whole number of ms"],
  ["wallMs", "wallMs=", "whole number of ms"],
  ["toolCalls=1s", "1s", "whole number of calls"],
  ["memoryMb=0x10", "0x10", "whole number of MB"],
  ["argumentDepth=501", "501", "cannot be above 500"],
  ["__proto__=5", "__proto__", "no limit"],
])("refuses %s, naming %s", (text, value, message) => {
  expect(() => parseLimits([text])).toThrow(
    expect.objectContaining({ code: "usage", value, message: expect.stringContaining(message) }),
  );
});

test("says in the next step which units may stand there", () => {
  expect(() => parseLimits(["memoryMb=5q"])).toThrow(
    expect.objectContaining({ next: "Write --limit memoryMb=256; it may end in mb, gb." }),
  );
});
