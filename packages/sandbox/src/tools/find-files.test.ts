import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileTools } from "./file-tools.ts";
import { call, folders, refusal } from "./testing/file-calls.ts";

it.skipIf(process.platform === "win32")(
  "finds the others where some have odd names, and says which",
  async () => {
    const { tree } = folders();
    for (const name of ["odd\nname", "back\\slash", Buffer.from([0x6f, 0xff])])
      mkdirSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from(name)]));
    writeFileSync(join(tree, "odd\nname", "b.md"), "");
    writeFileSync(join(tree, "notes", "tab\t.md"), "");
    writeFileSync(join(tree, "notes", "tab\t.txt"), "");
    const tools = fileTools({ path: tree });
    expect(await call(tools, "find", { ending: ".md" })).toEqual(["notes/a.md"]);
    const { paths, skipped } = (await call(tools, "findWithSkipped", { ending: ".md" })) as {
      paths: string[];
      skipped: { path: string; why: string }[];
    };
    expect(paths).toEqual(["notes/a.md"]);
    expect(skipped.map(({ path }) => path).toSorted()).toEqual([
      "back\\slash",
      "notes/tab\t.md",
      "odd\nname",
      "o\ufffd",
    ]);
    expect(skipped.find(({ path }) => path === "back\\slash")?.why).toContain("has a backslash");
  },
);

it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "leaves out a folder that it may not read, unless that is the one it was asked for",
  async () => {
    const { tree } = folders();
    mkdirSync(join(tree, "locked"));
    chmodSync(join(tree, "locked"), 0);
    const tools = fileTools({ path: tree });
    expect(await call(tools, "findWithSkipped", {})).toEqual({
      paths: ["notes/a.md"],
      skipped: [{ path: "locked", why: 'the system does not allow that with "locked"' }],
    });
    expect(await refusal(call(tools, "find", { folder: "locked" }))).toContain("does not allow");
    chmodSync(join(tree, "locked"), 0o700);
  },
);

it("goes as deep as a path may lead, and says where it stopped", async () => {
  const { tree } = folders();
  mkdirSync(join(tree, ...Array.from({ length: 40 }, () => "d")), { recursive: true });
  const { paths, skipped } = (await call(fileTools({ path: tree }), "findWithSkipped", {})) as {
    paths: string[];
    skipped: { path: string; why: string }[];
  };
  expect(paths).toEqual(["notes/a.md"]);
  expect(skipped).toEqual([
    { path: Array.from({ length: 33 }, () => "d").join("/"), why: expect.any(String) },
  ]);
});
