import { defaultLimits } from "@portolan/core";
import { expect, it } from "vitest";
import { resolveLimits } from "./resolve-limits.ts";

it("takes the last limit that is named", () => {
  const limits = resolveLimits({ wallMs: 1, toolCalls: 2 }, { wallMs: 3, toolCalls: undefined }, undefined);
  expect(limits).toEqual({ ...defaultLimits, wallMs: 3, toolCalls: 2 });
});

it("makes every limit a number that timers and JSON can carry", () => {
  const limits = resolveLimits({ wallMs: Infinity, memoryMb: Infinity, logBytes: Infinity, resultBytes: 0 });
  expect(JSON.parse(JSON.stringify(limits))).toEqual(limits);
  expect(limits.wallMs).toBeLessThan(2 ** 31 - 1_000);
});
