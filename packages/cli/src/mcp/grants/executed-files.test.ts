import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, vi } from "vitest";
import { clientOverStdio } from "../testing/agent-client.ts";
import { executedFiles } from "./executed-files.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A project that starts Portolan with tools and a mounted server of its own. */
function project(): string {
  const base = mkdtempSync(join(tmpdir(), "portolan-executed-"));
  const cwd = join(base, "project");
  for (const [path, text] of Object.entries({
    "package.json": "{}",
    "portolan.config.ts": 'import { seed } from "./conf/shared.ts";\nexport default { seed };\n',
    "conf/shared.ts": "export const seed = 1;\n",
    "tools/own.ts":
      'import { answer } from "../code/answer.mjs";\nexport const tools = ({ z }) => ({ own: { late: { description: "", input: z.null(), output: z.number(), effect: "read", call: async () => (await import("../code/late.mjs")).late + answer } } });\n',
    "code/answer.mjs": "export const answer = 40;\n",
    "code/late.mjs": "export const late = 2;\n",
    "servers/parts/package.json": "{}",
    "servers/parts/src/serve.mjs": "",
    "servers/parts/lib/parts.mjs": "",
    "servers/parts/stock.json": "[]",
    "python/tool.py": "",
    "data/a.txt": "a",
    "data/site/package.json": "{}",
    ".vscode/mcp.json": "{}",
  })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

const trying = `import { writeText, writeBytes, move, remove, makeFolder } from "#tools/files";
import { late } from "#tools/own";
export async function trying(steps: string[][]): Promise<string[]> {
  const said: string[] = [String(await late(null))];
  for (const [what = "", path = "", to = ""] of steps)
    said.push(
      await (what === "write" ? writeText({ path, text: "evil" })
        : what === "bytes" ? writeBytes({ path, base64: "" })
        : what === "move" ? move({ from: path, to })
        : what === "make" ? makeFolder(path)
        : remove(path)
      ).then(() => "done", (error: Error) => error.message));
  return said;
}
`;

it("lets no program change what Portolan or a mounted server runs at the next start", async () => {
  const cwd = project();
  const grants = join(cwd, "grants.json");
  const servers = {
    parts: { server: { command: "node", args: ["servers/parts/src/serve.mjs"] } },
    py: { server: { command: "python3", args: ["-m", "tool"], cwd: "python" } },
    fetched: { server: { command: "npx", args: ["-y", "some-server", "data"] } },
    local: { server: { command: "sh", args: ["-c", "run"], cwd: "data/site" } },
  };
  const roots = [{ path: "..", access: "rw", hidden: true }];
  writeFileSync(grants, JSON.stringify({ everyone: { roots, servers, allowWrites: true } }));
  const flags = ["--store", "../library", "--grants", "grants.json", "--tools", "tools/own.ts", "--quiet"];
  await using agent = await clientOverStdio(flags, cwd, "modern");
  const before = readFileSync(join(cwd, "code/late.mjs"), "utf8");
  const run = async (steps: string[][]) =>
    (await agent.call("run_program", { source: trying, arguments: [steps] })).data["value"];
  const refused = [
    ["write", "code/answer.mjs"],
    ["write", "code/late.mjs"],
    ["write", "conf/shared.ts"],
    ["write", "portolan.config.ts"],
    ["write", "data/portolan.config.ts"],
    ["write", "tools/own.ts"],
    ["write", "package.json"],
    ["write", "code/package.json"],
    ["write", "../package.json"],
    ["make", "node_modules/zod"],
    ["make", "code/node_modules"],
    ["move", "data", "node_modules"],
    ["move", "code", "away"],
    ["move", "conf", "away"],
    ["remove", "code/answer.mjs"],
    ["write", "servers/parts/src/serve.mjs"],
    ["write", "servers/parts/lib/parts.mjs"],
    ["write", "servers/parts/lib/new.js"],
    ["bytes", "servers/parts/native.node"],
    ["write", "servers/parts/stock.json"],
    ["remove", "servers/parts/stock.json"],
    ["make", "servers/parts/new"],
    ["move", "servers", "old"],
    ["move", "servers/parts/lib", "old"],
    ["write", "python/tool.py"],
    ["write", "python/json.py"],
    ["write", "data/site/start.sh"],
    ["make", "skills-store/forged/scripts"],
    ["move", "data", "skills-store"],
    ["write", ".vscode/mcp.json"],
    ["write", ".mcp.json"],
    ["make", ".codex/config.toml"],
  ];
  const prefixed = refused.map(([what = "", ...paths]) => [
    what,
    ...paths.map((path) => (path.startsWith("../") ? path.slice(3) : `project/${path}`)),
  ]);
  prefixed.push(["move", "project", "other"]);
  const said = (await run(prefixed)) as string[];
  expect(said[0]).toBe("42");
  for (const [index, step] of prefixed.entries())
    expect(said[index + 1], step.join(" ")).toMatch(
      /cannot be changed: |must stay where it is: |cannot be moved there: |not granted/,
    );
  expect(said[1]).toBe('"project/code/answer.mjs" cannot be changed: Portolan starts with what is there');
  expect(readFileSync(join(cwd, "code/late.mjs"), "utf8")).toBe(before);
  const free = [
    ["write", "project/data/a.txt"],
    ["make", "project/notes"],
    ["write", "project/notes/package.json"],
    ["write", "project/notes/a.mjs"],
    ["write", "project/data/b.md"],
    ["make", "project/data/deep/er"],
    ["move", "project/data/deep", "project/deeper"],
    ["remove", "project/data/a.txt"],
  ];
  expect(((await run(free)) as string[]).slice(1)).toEqual(free.map(() => "done"));
});

it("leaves the data of a server to programs where the user granted a folder in which it lies", async () => {
  const cwd = project();
  const parts = { server: { command: "node", args: ["servers/parts/src/serve.mjs"] } };
  const roots = [{ path: "servers/parts", access: "rw" }];
  writeFileSync(
    join(cwd, "grants.json"),
    JSON.stringify({ everyone: { roots, servers: { parts }, allowWrites: true } }),
  );
  const flags = ["--store", "../library", "--grants", "grants.json", "--tools", "tools/own.ts", "--quiet"];
  await using agent = await clientOverStdio(flags, cwd, "modern");
  const steps = [
    ["write", "stock.json"],
    ["write", "lib/parts.mjs"],
  ];
  const { data } = await agent.call("run_program", { source: trying, arguments: [steps] });
  expect(data["value"]).toEqual(["42", "done", expect.stringContaining("cannot be changed")]);
});

it("keeps the folders of PATH as they are, also those that are named from where a command is started", () => {
  const server = { command: "parts", cwd: "servers", env: { PATH: "own-bin:/opt/bin" } };
  const fixed = executedFiles({
    cwd: "/home/ada/project",
    environment: { PATH: "/usr/bin:node_modules/.bin::/home/ada" },
    modules: () => [],
    servers: [["parts", server]],
    writable: ["/home/ada"],
  });
  const commands = fixed().filter(({ because }) => because === "commands are started from there");
  const isFlat = new Map(commands.map((one) => [one.path, one.isFlat]));
  expect(isFlat.get("/usr/bin")).toBe(false);
  expect(isFlat.get("/opt/bin")).toBe(false);
  expect(isFlat.get("/home/ada/project/node_modules/.bin")).toBe(false);
  expect(isFlat.get("/home/ada/project/servers/own-bin")).toBe(false);
  // Somebody works there, or started a server there.
  expect(isFlat.get("/home/ada/project")).toBe(true);
  expect(isFlat.get("/home/ada/project/servers")).toBe(true);
  expect(isFlat.get("/home/ada")).toBe(true);
});
