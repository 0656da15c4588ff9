import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compiledKernel, KERNEL_FILE } from "./compile-kernel.ts";

it("is what its source compiles to", async () => {
  expect(readFileSync(KERNEL_FILE, "utf8")).toBe(await compiledKernel());
});
