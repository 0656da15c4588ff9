import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { GrantBook } from "./grant-book.ts";
import { grantOfFlags } from "./grant-flags.ts";
import { nothingGranted } from "./grant-spec.ts";
import { grantsOfCommand } from "./grants-of-command.ts";
import { readGrants } from "./grants-file.ts";

it("reads what flags grant, and grants to read where nothing else is said", () => {
  const spec = grantOfFlags(
    {
      root: ["notes", "drafts:rw", "home=/x:rw+hidden", "odd:name", ".:+hidden"],
      fetch: ["api.example.com", "GET,POST http://localhost:8080", "intranet.example+private"],
      mount: ["parts=http://localhost:3000/mcp", "git:rw=node server.js --all"],
      allowWrites: "files.writeText, git",
    },
    "/home/ann",
  );
  expect(spec.roots).toEqual([
    { path: "/home/ann/notes", access: "ro", hidden: false },
    { path: "/home/ann/drafts", access: "rw", hidden: false },
    { path: "/x", access: "rw", hidden: true, name: "home" },
    { path: "/home/ann/odd:name", access: "ro", hidden: false },
    { path: "/home/ann", access: "ro", hidden: true },
  ]);
  expect(spec.hosts).toEqual([
    { host: "api.example.com" },
    { host: "http://localhost:8080", methods: ["GET", "POST"] },
    { host: "intranet.example", private: true },
  ]);
  expect(spec.servers).toEqual({
    parts: { server: { url: "http://localhost:3000/mcp" }, access: "ro" },
    git: { server: { command: "node", args: ["server.js", "--all"] }, access: "rw" },
  });
  expect(spec.allowWrites).toEqual(["files.writeText", "git"]);
  expect(grantOfFlags({ allowWrites: true }, "/").allowWrites).toBe(true);
  expect(grantOfFlags({}, "/")).toEqual(nothingGranted);
});

const place = { cwd: tmpdir(), environment: { KEY: "secret" }, except: [] };

it.each([
  ["a root without a path", { root: [":rw"] }, "A root has no path"],
  ["a root that is not there", { root: ["no-such-folder"] }, "is not there"],
  ["a host with a path", { fetch: ["example.com/a"] }, "no host that can be granted"],
  ["a method that there is not", { fetch: ["STEAL example.com"] }, "Methods that can be granted"],
  ["a server without a name", { mount: ["node server.js"] }, "--mount takes a name and a server"],
  [
    "a key in a server's address",
    { mount: ["x=http://me:key@localhost/mcp"] },
    "has a name or a password in it",
  ],
  ["an address that is none", { mount: ["x=http://"] }, "is no URL"],
  ["an address of another kind", { mount: ["x=ws://localhost/mcp"] }, "--mount takes a name and a server"],
  ["two namespaces of one name", { root: ["."], mount: ["files=node x.js"] }, "Two grants make #tools/files"],
  ["methods without a host", { fetch: ["GET,POST"] }, "names a method and no host"],
  ["two roots of one name", { root: ["/", "root=/tmp"] }, "Two roots are called root"],
  [
    "writes by a tool that there is not",
    { root: ["."], allowWrites: "files.writeTxt" },
    "which is not granted",
  ],
  ["a folder of client roots that is not there", { clientRoots: "nowhere" }, "--client-roots is not there"],
  ["writes of what is not granted", { allowWrites: "files.writeText" }, "which is not granted"],
  ["a client that is granted nothing", { as: "ada" }, "No client ada"],
  ["a client's name over HTTP", { as: "ada", http: true }, "at the other end of the pipes"],
  ["a client's folders over HTTP", { clientRoots: ".", http: true }, "at the other end of the pipes"],
])("refuses %s, and says what to do", async (_, flags, message) => {
  await expect(grantsOfCommand(flags, place)).rejects.toMatchObject({
    code: "usage",
    message: expect.stringContaining(message),
    next: expect.stringMatching(/\w/),
  });
});

function grantsFile(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), "portolan-grants-")), "grants.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

it("reads a file of grants, its paths from its folder and its secrets from the environment", async () => {
  const path = grantsFile({
    everyone: { roots: ["."] },
    clients: {
      ada: { hosts: [{ host: "a.example", headers: { authorization: "Bearer $KEY" } }], allowWrites: true },
    },
  });
  const { everyone, clients } = await readGrants(path, { KEY: "secret" });
  expect(everyone.roots).toEqual([{ path: join(path, ".."), access: "ro", hidden: false }]);
  expect(clients.get("ada")?.hosts).toEqual([
    { host: "a.example", headers: { authorization: "Bearer secret" } },
  ]);
  await using book = await GrantBook.open({ everyone, clients });
  expect(book.for("ada").lines.join()).not.toContain("secret");
  expect(book.for("ada").mayWrite("web.send")).toBe(true);
  expect(book.for("bo").namespaces).toEqual(["files"]);
});

it.each([
  ["no JSON", "{", "is no JSON"],
  ["a key that there is not", { everyone: { root: ["."] } }, "is wrong at everyone"],
  ["a name that no client has", { clients: { "A B": {} } }, "is wrong at clients"],
  [
    "a variable that is not set",
    { everyone: { hosts: [{ host: "a", headers: { k: "$NOT_SET" } }] } },
    "NOT_SET",
  ],
])("refuses a file with %s", async (_, content, message) => {
  const reading = readGrants(grantsFile(content), { KEY: "secret" });
  await expect(reading).rejects.toMatchObject({ code: "usage", message: expect.stringContaining(message) });
});

it("does not grant by a name that a client may give itself", async () => {
  const grants = grantsFile({ clients: { ada: { roots: ["."] } } });
  await expect(grantsOfCommand({ grants, http: true }, place)).rejects.toMatchObject({
    message: "Over HTTP a client may call itself by any name.",
    next: expect.stringContaining("--tokens"),
  });
});

it.skipIf(process.platform !== "linux")("shows nothing of the processes of this machine", async () => {
  for (const [root, path] of [
    ["/", `proc/${process.pid}/environ`],
    ["/proc", `${process.pid}/environ`],
    ["/proc/self", "environ"],
  ] as const) {
    await using book = await grantsOfCommand({ root: [root] }, place);
    const tools = await book.for(undefined).open(new Set(["files"]));
    const context = { signal: new AbortController().signal, idempotencyKey: "", by: "x" };
    await expect(tools["files"]?.["readText"]?.call(path, context), root).rejects.toThrow("is not granted");
  }
});

it("leaves out of every root what grants, lets in, or runs at the next start", async () => {
  const path = grantsFile({ everyone: { roots: [{ path: ".", access: "rw" }], allowWrites: true } });
  await using book = await grantsOfCommand({ grants: path, tokens: join(path, "..", "tokens") }, place);
  const granted = book.for(undefined);
  const tools = await granted.open(new Set(["files"]));
  const context = { signal: new AbortController().signal, idempotencyKey: "", by: "x" };
  for (const name of ["grants.json", "tokens", "portolan.config.ts", "sub/portolan.config.ts"])
    await expect(
      tools["files"]?.["writeText"]?.call({ path: name, text: "" }, context),
      name,
    ).rejects.toThrow("is not granted");
  expect(await tools["files"]?.["writeText"]?.call({ path: "free", text: "" }, context)).toBeNull();
});
