import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../examples/", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

describe("the examples", () => {
  it.each([
    [
      "hello.ts",
      [
        'value: it returned "Hello, world"',
        "timeout: it",
        "error: it threw TypeError",
        "error: it threw Error: memory",
      ],
    ],
    [
      "tools.ts",
      [
        "carpenter wants shelf.take",
        "left: 2",
        "available: [ 'oak' ]",
        "shelf.take was not allowed: skills may only read",
        "#skills/thief may not import #tools/shelf",
      ],
    ],
    ["record-and-replay.ts", ["the same 3", "at: 'call 3'"]],
    [
      "mcp-tools.ts",
      ["count(input: { part: string }): Promise<{ count: number", "[ 'bolt', 'nut' ] after 4 calls"],
    ],
    ["trace.ts", ["> counted to 10000", "1229 {", "warm: true"]],
  ])("%s does what it says", async (file, expected) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: folder });
    for (const text of expected) expect(stdout).toContain(text);
    expect(stderr).toBe("");
  });
});
