import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileTools } from "./file-tools.ts";
import type { FixedPath } from "./fixed-paths.ts";
import { call, folders, refusal } from "./testing/file-calls.ts";

const because = "it runs at the next start";

/** A tree with `lib/server.js` and `lib/data.txt` beside its notes, of which some paths are fixed. */
function fixed(paths: (tree: string) => Omit<FixedPath, "because">[]) {
  const { tree } = folders();
  mkdirSync(join(tree, "lib"));
  writeFileSync(join(tree, "lib", "server.js"), "run()");
  writeFileSync(join(tree, "lib", "data.txt"), "data");
  const list = paths(tree).map((one) => ({ ...one, because }));
  return { tree, list, tools: fileTools({ path: tree, access: "rw" }, { fixed: () => list }) };
}

it("lets programs read what is fixed, and neither write, move nor remove it, nor the folders that it lies in", async () => {
  const { tree, tools } = fixed((base) => [{ path: join(base, "lib", "server.js") }]);
  expect(await call(tools, "readText", "lib/server.js")).toBe("run()");
  expect(await call(tools, "find", { ending: ".js" })).toEqual(["lib/server.js"]);
  for (const [name, input] of [
    ["writeText", { path: "lib/server.js", text: "evil" }],
    ["writeText", { path: "lib/./SERVER.js", text: "evil" }],
    ["writeBytes", { path: "lib/server.js", base64: "" }],
    ["move", { from: "lib/server.js", to: "a.js" }],
    ["remove", "lib/server.js"],
    ["makeFolder", "lib/server.js"],
  ] as const)
    expect(await refusal(call(tools, name, input)), name).toContain(`cannot be changed: ${because}`);
  expect(await refusal(call(tools, "move", { from: "lib", to: "away" }))).toContain(
    `must stay where it is: ${because}`,
  );
  expect(await refusal(call(tools, "remove", "lib"))).toContain(because);
  await call(tools, "writeText", { path: "lib/data.txt", text: "new" });
  expect(readFileSync(join(tree, "lib", "server.js"), "utf8")).toBe("run()");
});

it("lets nothing be put where something fixed would be found, that is not there yet", async () => {
  const { tree, tools } = fixed((base) => [
    { path: join(base, "node_modules") },
    { path: join(base, "later", "server.js") },
  ]);
  for (const path of ["node_modules", "node_modules/zod/index.js"])
    expect(await refusal(call(tools, "makeFolder", path))).toContain(because);
  expect(await refusal(call(tools, "move", { from: "lib", to: "node_modules" }))).toContain(because);
  expect(await refusal(call(tools, "move", { from: "lib", to: "later" }))).toContain(because);
  await call(tools, "makeFolder", "later");
  expect(await refusal(call(tools, "move", { from: "lib/server.js", to: "later/server.js" }))).toContain(
    because,
  );
  await call(tools, "move", { from: "lib", to: "other" });
  expect(existsSync(join(tree, "other", "server.js"))).toBe(true);
});

it("fixes the files of some names beneath a folder, wherever folders are moved from or to", async () => {
  const { tools } = fixed((base) => [{ path: join(base, "notes"), only: /\.js$/i }]);
  await call(tools, "writeText", { path: "notes/a.md", text: "b" });
  await call(tools, "makeFolder", "notes/deep/er");
  for (const path of ["notes/a.js", "notes/deep/er/A.JS"])
    expect(await refusal(call(tools, "writeText", { path, text: "" }))).toContain(because);
  expect(await refusal(call(tools, "move", { from: "lib", to: "notes/deep/lib" }))).toContain(
    `"lib/server.js" cannot be moved there: ${because}`,
  );
  expect(await refusal(call(tools, "move", { from: "notes", to: "old" }))).toContain("must stay where it is");
  await call(tools, "move", { from: "notes/deep", to: "deep" });
});

it("fixes what a link leads to, and what becomes known later", async () => {
  const { tree, tools, list } = fixed(() => []);
  await call(tools, "writeText", { path: "lib/server.js", text: "free" });
  symlinkSync(join(tree, "lib"), join(tree, "linked"));
  list.push({ path: join(tree, "linked", "server.js"), because });
  expect(await refusal(call(tools, "writeText", { path: "lib/server.js", text: "" }))).toContain(because);
  expect(await refusal(call(tools, "move", { from: "lib", to: "away" }))).toContain(because);
});

it("takes letters that are the same in capitals for the same, as disks may", async () => {
  const { tree } = folders();
  const except = ["portolan.config.ts", join(tree, "caf\u00e9")];
  const tools = fileTools({ path: tree, access: "rw" }, { except });
  for (const path of ["portolan.config.t\u017f", "PORTOLAN.CONFIG.TS", "cafe\u0301", "CAF\u00c9/x"])
    expect(await refusal(call(tools, "writeText", { path, text: "" })), path).toContain("is not granted");
});

it("takes them for the same in the names of files beneath a folder too", async () => {
  const { tools } = fixed((base) => [{ path: join(base, "notes"), only: /\.js$/i }]);
  expect(await refusal(call(tools, "writeText", { path: "notes/a.j\u017f", text: "" }))).toContain(because);
});

it("does not move a folder with a file in it that is excepted wherever it stands", async () => {
  const { tree } = folders();
  mkdirSync(join(tree, "other", "project"), { recursive: true });
  writeFileSync(join(tree, "other", "project", "portolan.config.ts"), "");
  const tools = fileTools({ path: tree, access: "rw" }, { except: ["portolan.config.ts"] });
  for (const from of ["other", "other/project"])
    expect(await refusal(call(tools, "move", { from, to: "moved" }))).toContain("holds what is not granted");
  await call(tools, "move", { from: "notes", to: "moved" });
});

it("moves nothing to where it would be something that is excepted", async () => {
  const { tree } = folders();
  mkdirSync(join(tree, "new"));
  writeFileSync(join(tree, "new", "grants.json"), "");
  const tools = fileTools({ path: tree, access: "rw" }, { except: [join(tree, "conf", "grants.json")] });
  expect(await refusal(call(tools, "move", { from: "new", to: "conf" }))).toContain("would hold what is not");
});

it("fixes of a folder only what lies in it itself, where that is what is said", async () => {
  const { tree, tools } = fixed((base) => [{ path: base, isFlat: true }]);
  await call(tools, "writeText", { path: "lib/data.txt", text: "new" });
  await call(tools, "makeFolder", "lib/deeper");
  for (const [name, input] of [
    ["writeText", { path: "node", text: "evil" }],
    ["move", { from: "lib/server.js", to: "server.js" }],
    ["move", { from: "lib", to: "other" }],
  ] as const)
    expect(await refusal(call(tools, name, input)), name).toContain(because);
  expect(existsSync(join(tree, "lib", "deeper"))).toBe(true);
});
