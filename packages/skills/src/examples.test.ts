import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../examples/", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

describe("the examples", () => {
  it.each([
    ["search.ts", ["title-case (text: string) => string", "text 1st: word, write, capital, letter"]],
    [
      "replace.ts",
      [
        "n * n: refused, wrong on 1 of 2 cases",
        "n * 2: replaced double, re-pinned quadruple",
        "quadruple 2: calls double, which changed: try n * 2, by ada",
      ],
    ],
    ["exchange.ts", ["exported: evens-only, is-even", "admitted: is-even\nadmitted: evens-only"]],
    ["embedder.ts", ["is-palindrome [ 'vector 1st"]],
  ])("%s does what it says", async (file, expected) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: folder });
    for (const text of expected) expect(stdout).toContain(text);
    expect(stderr).toBe("");
  });
});
