import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileTools } from "./file-tools.ts";
import { call, folders, refusal } from "./testing/file-calls.ts";

it.skipIf(process.platform === "win32")(
  "writes in place of a read-only file only when asked to, and keeps it so",
  async () => {
    const { tree } = folders();
    const path = join(tree, "notes", "a.md");
    chmodSync(path, 0o444);
    const tools = fileTools({ path: tree, access: "rw" });
    for (const [name, content] of [
      ["writeText", { text: "x" }],
      ["writeBytes", { base64: "eA==" }],
    ] as const)
      expect(await refusal(call(tools, name, { path: "notes/a.md", ...content }))).toMatch(
        /is marked read-only.*evenReadOnly/,
      );
    expect(readFileSync(path, "utf8")).toContain("# A");
    await call(tools, "writeText", { path: "notes/a.md", text: "x", evenReadOnly: true });
    expect(readFileSync(path, "utf8")).toBe("x");
    expect(statSync(path).mode & 0o777).toBe(0o444);
  },
);

it("asks whether a name is free in the turn in which it takes it, whichever tools write", async () => {
  const { tree } = folders();
  const [one, other] = [fileTools({ path: tree, access: "rw" }), fileTools({ path: tree, access: "rw" })];
  const writes = await Promise.allSettled(
    [one, other].map((tools, i) => call(tools, "writeText", { path: "new.md", text: `${i}`, isNew: true })),
  );
  expect(writes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  writeFileSync(join(tree, "b.md"), "b");
  const moves = await Promise.allSettled([
    call(one, "move", { from: "b.md", to: "c.md" }),
    call(other, "move", { from: "new.md", to: "c.md" }),
  ]);
  expect(moves.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
});
