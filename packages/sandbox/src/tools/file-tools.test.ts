import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Json } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox.ts";
import { fileTools } from "./file-tools.ts";
import { FileTree } from "./file-tree.ts";
import { openFolder } from "./open-folder.ts";
import { namesOf } from "./path-names.ts";
import { call, folders, refusal } from "./testing/file-calls.ts";

describe("fileTools", () => {
  it("reads, lists and finds what is beneath a root, and gives programs no tool to write", async () => {
    const { tree } = folders();
    const tools = fileTools({ path: tree });
    expect(await call(tools, "readText", "notes/a.md")).toBe("# A\none\r\ntwo\n");
    expect(await call(tools, "readText", "./notes//a.md")).toContain("# A");
    expect(await call(tools, "list", "")).toEqual([{ path: "notes", kind: "folder" }]);
    expect(await call(tools, "find", { ending: ".md" })).toEqual(["notes/a.md"]);
    expect(await call(tools, "stat", "notes/a.md")).toMatchObject({ kind: "file", bytes: 13 });
    expect(await call(tools, "stat", "nowhere/b")).toBeNull();
    expect(await call(tools, "readLines", { path: "notes/a.md", from: 2, most: 1 })).toEqual({
      lines: ["one"],
      next: 3,
    });
    expect(await call(tools, "readLines", { path: "notes/a.md", from: 3 })).toEqual({
      lines: ["two"],
      next: null,
    });
    expect(Object.keys(tools)).not.toContain("writeText");
  });

  it("makes a folder of several roots, each with its own rights", async () => {
    const [one, two] = [folders(), folders()];
    const tools = fileTools([
      { path: one.tree, name: "one" },
      { path: two.tree, name: "two", access: "rw" },
    ]);
    expect(await call(tools, "list", "")).toEqual([
      { path: "one", kind: "folder" },
      { path: "two", kind: "folder" },
    ]);
    expect(await call(tools, "find", {})).toEqual(["one/notes/a.md", "two/notes/a.md"]);
    expect(await refusal(call(tools, "writeText", { path: "one/b", text: "" }))).toContain(
      "may only be read",
    );
    await call(tools, "move", { from: "two/notes/a.md", to: "two/b.md" });
    expect(readdirSync(two.tree).toSorted()).toEqual(["b.md", "notes"]);
    expect(await refusal(call(tools, "move", { from: "one/notes/a.md", to: "two/c.md" }))).toContain(
      "only be read",
    );
    expect(await refusal(call(tools, "readText", "three/a"))).toContain('["one","two"]');
    expect(() => fileTools([{ path: one.tree }, { path: two.tree }])).toThrow("Two roots are called tree");
    expect(() => fileTools({ path: join(one.tree, "nowhere") })).toThrow("is not there");
  });

  it("is a namespace of a sandbox, whose approve is asked before it writes", async () => {
    const { tree } = folders();
    const asked: Json[] = [];
    await using sandbox = createSandbox({
      tools: { files: fileTools({ path: tree, access: "rw" }) },
      approve: ({ tool, input }) => {
        asked.push([tool, input]);
        return true;
      },
    });
    const source = `import { find, readText, writeText } from "#tools/files";
export async function titles(): Promise<number> {
  const texts = await Promise.all((await find({ ending: ".md" })).map((path) => readText(path)));
  await writeText({ path: "titles.txt", text: texts.map((text) => text.split("\\n")[0] ?? "").join("\\n") });
  return texts.length;
}`;
    const program = { name: "titles", signature: "() => Promise<number>", source, modules: {} };
    expect((await sandbox.check(program)).diagnostics).toEqual([]);
    expect(await sandbox.run(program, [])).toMatchObject({ kind: "value", value: 1 });
    expect(asked).toEqual([["files.writeText", { path: "titles.txt", text: "# A" }]]);
    expect(readFileSync(join(tree, "titles.txt"), "utf8")).toBe("# A");
  });
});

describe("an attack on a tree of files", () => {
  const outward = [
    "..",
    "../outside/secret",
    "notes/../../outside/secret",
    "notes/..",
    "/etc/passwd",
    "//etc/passwd",
    "..\\outside\\secret",
    "notes\\a.md",
    "notes/a.md\0.txt",
    "a\nb",
    "\ud800",
    "x".repeat(5_000),
    "a/".repeat(200),
    "/proc/self/environ",
  ];

  it.each(outward)("is no way out by the path %j, in any tool", async (path) => {
    const { tree, secret } = folders();
    const tools = fileTools({ path: tree, access: "rw" });
    const inputs: Record<string, Json> = {
      list: path,
      find: { folder: path },
      findWithSkipped: { folder: path },
      stat: path,
      readText: path,
      readLines: { path },
      readBytes: { path },
      writeText: { path, text: "x" },
      writeBytes: { path, base64: "eA==" },
      makeFolder: path,
      move: { from: "notes/a.md", to: path },
      remove: path,
    };
    expect(Object.keys(inputs).toSorted()).toEqual(Object.keys(tools).toSorted());
    for (const [name, input] of Object.entries(inputs)) {
      expect(await refusal(call(tools, name, input))).not.toContain(tree);
    }
    expect(await refusal(call(tools, "move", { from: path, to: "b" }))).not.toContain(tree);
    expect(readFileSync(secret, "utf8")).toBe("secret");
    expect(existsSync(join(tree, "notes", "a.md"))).toBe(true);
  });

  it("follows no link, to a file, a folder, the tree itself, or nowhere", async () => {
    const { tree, secret } = folders();
    const outside = join(tree, "..", "outside");
    symlinkSync(secret, join(tree, "file-link"));
    symlinkSync(outside, join(tree, "folder-link"));
    symlinkSync(tree, join(tree, "notes", "loop"));
    symlinkSync(join(outside, "new"), join(tree, "dangling"));
    const tools = fileTools({ path: tree, access: "rw" });
    for (const path of ["file-link", "folder-link/secret", "notes/loop/notes/a.md", "dangling"]) {
      for (const [name, input] of [
        ["readText", path],
        ["readLines", { path }],
        ["readBytes", { path }],
        ["stat", path],
        ["writeText", { path, text: "x" }],
        ["move", { from: "notes/a.md", to: path }],
        ["move", { from: path, to: "moved" }],
        ["remove", path],
      ] as const) {
        expect(await refusal(call(tools, name, input)), `${name} ${path}`).toContain("link");
      }
    }
    expect(await refusal(call(tools, "list", "folder-link"))).toContain("link");
    expect(await refusal(call(tools, "makeFolder", "folder-link/new"))).toContain("link");
    expect(await call(tools, "find", {})).toEqual(["notes/a.md"]);
    expect(await call(tools, "list", "notes")).toContainEqual({ path: "notes/loop", kind: "link" });
    expect(readdirSync(outside)).toEqual(["secret"]);
  });

  it.skipIf(process.platform !== "linux")(
    "gains nothing by a folder that is swapped for a link meanwhile",
    async () => {
      const { tree, secret } = folders();
      const folder = await openFolder(tree, ["notes"]);
      renameSync(join(tree, "notes"), join(tree, "moved"));
      symlinkSync(join(secret, ".."), join(tree, "notes"));
      expect(readdirSync(folder.at)).toEqual(["a.md"]);
      await folder[Symbol.asyncDispose]();
      await expect(openFolder(tree, ["notes"])).rejects.toThrow(/link|no folder/);
    },
  );

  it("does not see hidden files unless the root grants them", async () => {
    const { tree } = folders();
    mkdirSync(join(tree, ".git"));
    writeFileSync(join(tree, ".env"), "KEY=1");
    writeFileSync(join(tree, ".git", "config"), "");
    const tools = fileTools({ path: tree, access: "rw" });
    for (const path of [".env", ".git/config", "notes/../.env", ".git"])
      expect(await refusal(call(tools, "readText", path))).toMatch(/is not granted|has \.\./);
    expect(await refusal(call(tools, "writeText", { path: ".git/hooks", text: "" }))).toContain(
      "not granted",
    );
    expect(await call(tools, "list", "")).toEqual([{ path: "notes", kind: "folder" }]);
    const all = fileTools({ path: tree, hidden: true });
    expect(await call(all, "readText", ".env")).toBe("KEY=1");
  });

  it("does not see or move what is excepted, however it is spelt", async () => {
    const { tree } = folders();
    mkdirSync(join(tree, "lib", "store"), { recursive: true });
    writeFileSync(join(tree, "lib", "store", "skill.ts"), "");
    const except = [join(tree, "lib", "store"), join(tree, "later", "tokens"), "portolan.config.ts"];
    const tools = fileTools({ path: tree, access: "rw" }, { except });
    for (const path of ["lib/store", "lib/store/skill.ts", "lib/Store/x", "notes/Portolan.config.ts"])
      expect(await refusal(call(tools, "writeText", { path, text: "" })), path).toContain("not granted");
    expect(await refusal(call(tools, "move", { from: "lib", to: "library" }))).toContain(
      "holds what is not granted",
    );
    await call(tools, "makeFolder", "later");
    expect(await refusal(call(tools, "writeText", { path: "later/tokens", text: "x" }))).toContain(
      "not granted",
    );
    expect(await refusal(call(tools, "move", { from: "later", to: "now" }))).toContain("holds what");
    expect(await call(tools, "find", {})).toEqual(["notes/a.md"]);
  });

  it("does not see hidden files of a folder that was moved to where they would show", async () => {
    const [one, two] = [folders(), folders()];
    writeFileSync(join(one.tree, "notes", ".env"), "secret");
    const tools = fileTools([
      { path: one.tree, name: "one", access: "rw" },
      { path: two.tree, name: "two", access: "rw", hidden: true },
    ]);
    const moved = call(tools, "move", { from: "one/notes", to: "two/moved" });
    expect(await refusal(moved)).toContain("may hold hidden files");
    await call(tools, "move", { from: "one/notes/a.md", to: "two/b.md" });
    expect(existsSync(join(one.tree, "notes", ".env"))).toBe(true);
  });

  it("does not put anything under the path of what is excepted, where that path leads through a link", async () => {
    const { tree, secret } = folders();
    symlinkSync(secret, join(tree, "notes", "grants.json"));
    mkdirSync(join(tree, "lib"));
    symlinkSync(join(secret, ".."), join(tree, "lib", "linked"));
    const except = [join(tree, "notes", "grants.json"), join(tree, "lib", "linked", "tokens")];
    const tools = fileTools({ path: tree, access: "rw" }, { except });
    for (const from of ["notes", "lib"])
      expect(await refusal(call(tools, "move", { from, to: "away" }))).toContain("holds what is not granted");
  });

  it("is not by another spelling of a name", async () => {
    const { tree } = folders();
    const tools = fileTools({ path: tree, access: "rw" });
    expect(await refusal(call(tools, "readText", "NOTES/A.md"))).toContain("there is no");
    expect(() => namesOf("a:b", "win32")).toThrow("Windows");
    for (const name of ["NUL", "con.txt", "a.", "a ", "PROGRA~1", "a:$DATA"])
      expect(() => namesOf(`x/${name}`, "win32"), name).toThrow("Windows");
    expect(namesOf("x/2026-01-01T10:00.log", "linux")).toEqual(["x", "2026-01-01T10:00.log"]);
  });

  it.skipIf(process.platform === "win32")("waits for no pipe, and opens no device", async () => {
    const { tree } = folders();
    execFileSync("sh", ["-c", 'mkfifo "$0"', join(tree, "pipe")]);
    const tools = fileTools({ path: tree, access: "rw" });
    expect(await refusal(call(tools, "readText", "pipe"))).toContain("is no file");
    expect(await refusal(call(tools, "writeText", { path: "pipe", text: "" }))).toContain("is no file");
    const devices = fileTools({ path: "/dev" });
    expect(await refusal(call(devices, "readBytes", { path: "zero" }))).toContain("is no file");
  });

  it("gives no more than it may of a file that is huge, binary, or one line", async () => {
    const { tree } = folders();
    const path = join(tree, "huge.log");
    writeFileSync(path, `first\n${"x".repeat(3 * 2 ** 20)}\nlast\n`);
    writeFileSync(join(tree, "binary"), Buffer.from([0, 159, 255]));
    const tools = fileTools({ path: tree });
    expect(await refusal(call(tools, "readText", "huge.log"))).toContain('"try":["readLines","readBytes"]');
    expect(await refusal(call(tools, "readText", "binary"))).toContain("readBytes");
    expect(await refusal(call(tools, "readLines", { path: "binary" }))).toContain("no text");
    expect(await refusal(call(tools, "readLines", { path: "huge.log", from: 2 }))).toContain("line 2");
    expect(await call(tools, "readLines", { path: "huge.log", most: 1 })).toEqual({
      lines: ["first"],
      next: 2,
    });
    expect(await call(tools, "readLines", { path: "huge.log", from: 3 })).toEqual({
      lines: ["last"],
      next: null,
    });
    const part = (await call(tools, "readBytes", { path: "huge.log" })) as { base64: string };
    expect(Buffer.from(part.base64, "base64")).toHaveLength(2 ** 20);
    expect(await call(tools, "readBytes", { path: "binary", from: 1 })).toEqual({
      base64: Buffer.from([159, 255]).toString("base64"),
      size: 3,
    });
  });

  it("leaves a file whole, with its rights, and nothing beside it", async () => {
    const { tree } = folders();
    const path = join(tree, "notes", "a.md");
    chmodSync(path, 0o660);
    linkSync(path, join(tree, "other-name"));
    const tools = fileTools({ path: tree, access: "rw" });
    await call(tools, "writeText", { path: "notes/a.md", text: "new" });
    // Another name of the old file is another file from then on: what lies outside under a second name is never written.
    expect(readFileSync(join(tree, "other-name"), "utf8")).toContain("# A");
    expect(statSync(path).mode & 0o777).toBe(0o660);
    expect(readdirSync(join(tree, "notes"))).toEqual(["a.md"]);
    const again = call(tools, "writeText", { path: "notes/a.md", text: "x", isNew: true });
    expect(await refusal(again)).toContain("is there already");
    expect(await refusal(call(tools, "writeText", { path: "notes", text: "x" }))).toContain("is no file");
    expect(await refusal(call(tools, "move", { from: "other-name", to: "notes/a.md" }))).toContain(
      "there already",
    );
    expect(await refusal(call(tools, "remove", "notes"))).toContain("not empty");
    expect(await refusal(call(tools, "remove", ""))).toContain("root itself");
    await Promise.all(
      ["1", "22", "333"].map((text) =>
        call(tools, "writeText", { path: "notes/a.md", text: text.repeat(9) }),
      ),
    );
    expect(readFileSync(path, "utf8")).toMatch(/^(?:1{9}|2{18}|3{27})$/);
    expect(readdirSync(join(tree, "notes"))).toEqual(["a.md"]);
    await call(tools, "makeFolder", "x/y");
    await call(tools, "remove", "x/y");
    expect(readdirSync(join(tree, "x"))).toEqual([]);
  });

  it("ends when its run does, in a tree that goes on", async () => {
    const { tree } = folders();
    const tools = fileTools({ path: tree });
    await expect(call(tools, "find", {}, AbortSignal.abort())).rejects.toThrow();
    await expect(call(tools, "readLines", { path: "notes/a.md" }, AbortSignal.abort())).rejects.toThrow();
  });

  it("does not outlive its root", async () => {
    const { tree } = folders();
    const tools = fileTools({ path: tree, access: "rw" });
    rmSync(tree, { recursive: true });
    symlinkSync(join(tree, "..", "outside"), tree);
    expect(await refusal(call(tools, "readText", "secret"))).toMatch(/link|no folder/);
    expect(await refusal(call(tools, "writeText", { path: "new", text: "" }))).toMatch(/link|no folder/);
    expect(new FileTree([{ path: tree }]).roots[0]?.root).toMatch(/outside$/);
  });
});

it("loses no file to writes at once", async () => {
  const { tree } = folders();
  const tools = fileTools({ path: tree, access: "rw" });
  writeFileSync(join(tree, "b.md"), "b");
  const moves = await Promise.allSettled([
    call(tools, "move", { from: "notes/a.md", to: "c.md" }),
    call(tools, "move", { from: "b.md", to: "c.md" }),
  ]);
  expect(moves.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(readFileSync(join(tree, "b.md"), "utf8")).toBe("b");
  const writes = await Promise.allSettled(
    ["one", "two"].map((text) => call(tools, "writeText", { path: "new.md", text, isNew: true })),
  );
  expect(writes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(readFileSync(join(tree, "new.md"), "utf8")).toBe("one");
});
