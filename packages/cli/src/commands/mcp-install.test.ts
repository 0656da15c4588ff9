import { execa } from "execa";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import fastGlob from "fast-glob";
import { describe, expect, it, vi } from "vitest";
import { main } from "../main.ts";
import { agentKinds } from "../mcp-install/clients.ts";
import { startCommand } from "../terminal/self-command.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A person with a home and a project, neither of which has anything in it. */
function person() {
  const root = mkdtempSync(join(tmpdir(), "portolan-install-"));
  const [cwd, home] = [join(root, "project"), join(root, "home")];
  for (const folder of [cwd, home]) mkdirSync(folder);
  const install = async (...commandLine: string[]) => {
    const terminal = capturedTerminal({ cwd, environment: { HOME: home } });
    const code = await main(["mcp", "install", ...commandLine], terminal);
    return { code, out: terminal.out(), err: terminal.err() };
  };
  const files = () => fastGlob.sync("**/*", { cwd: root, dot: true }).toSorted();
  return { root, cwd, home, install, files };
}

const places: Record<string, [project: string, user: string]> = {
  "claude-code": [".mcp.json", ".claude.json"],
  codex: [".codex/config.toml", ".codex/config.toml"],
  cursor: [".cursor/mcp.json", ".cursor/mcp.json"],
  vscode: [
    ".vscode/mcp.json",
    process.platform === "darwin"
      ? "Library/Application Support/Code/User/mcp.json"
      : ".config/Code/User/mcp.json",
  ],
  gemini: [".gemini/settings.json", ".gemini/settings.json"],
};
const clients = Object.keys(agentKinds).filter((name) => name !== "generic");

describe.each(clients)("%s", (client) => {
  it.each(["project", "user"] as const)("is told at the scope %s, once, and told no more", async (scope) => {
    const { root, install, files } = person();
    const [project, user] = places[client] as [string, string];
    const file = scope === "project" ? `project/${project}` : `home/${user}`;
    const line = ["--client", client, "--scope", scope, "--with-skill"];
    const added = await install(...line);
    expect(added.code).toBe(0);
    expect(added.out).toContain(`Added portolan to ${join(root, file)}.`);
    expect(added.err).toMatch(/^It starts: npx -y portolan mcp\nNext: .*\nUndo: /);
    const skill = files().find((path) => path.endsWith("skills/use-portolan/SKILL.md"));
    expect(new Set(files())).toEqual(new Set([file, skill]));
    const text = readFileSync(join(root, file), "utf8");
    expect(text).toContain("portolan");

    expect((await install(...line)).out).toMatch(/is already in .*\nThe skill is already in /);
    expect(readFileSync(join(root, file), "utf8")).toBe(text);
    const printed = await install("--client", client, "--scope", scope, "--print");
    expect(printed.out).toBe(text);

    expect((await install(...line, "--remove")).out).toMatch(/^Removed portolan from .*\nRemoved the skill /);
    expect(files()).toEqual([]);
    expect((await install(...line, "--remove")).out).toContain("There is no portolan in");
  });
});

it("writes an entry that starts the server, wherever the agent is", async () => {
  const { cwd, home } = person();
  const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const [command, ...args] = startCommand(bin);
  const line = [...args, "mcp", "install", "--client", "claude-code", "--store", "library", "--", "--quiet"];
  await execa(command, line, { cwd, env: { HOME: home }, extendEnv: false });
  const { mcpServers } = JSON.parse(readFileSync(join(cwd, ".mcp.json"), "utf8")) as {
    mcpServers: { portolan: { command: string; args: string[] } };
  };
  const { portolan } = mcpServers;
  expect(portolan.args.slice(-4)).toEqual(["mcp", "--store", "library", "--quiet"]);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ ...portolan, cwd, env: { HOME: home } }));
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain("search_skills");
  await client.close();
});

it("leaves a broken file as it is, and says where it is broken", async () => {
  const { cwd, install } = person();
  const path = join(cwd, ".mcp.json");
  writeFileSync(path, '{\n  "mcpServers": {},\n  oops\n}\n');
  const { code, err } = await install("--client", "claude-code");
  expect(code).toBe(2);
  expect(err).toContain(`value: ${path}:3:3\n`);
  expect(err).toContain("--print");
  expect(readFileSync(path, "utf8")).toContain("oops");
  writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]));
  expect((await install("--client", "claude-code")).err).toContain("cannot be read");
  expect(readFileSync(path)).toHaveLength(3);
});

it("follows a link to the settings, and keeps who may read them", async () => {
  const { home, install } = person();
  writeFileSync(join(home, "kept.json"), '{ "a": 1 }', { mode: 0o600 });
  symlinkSync("kept.json", join(home, ".claude.json"));
  await install("--client", "claude-code", "--scope", "user");
  expect(lstatSync(join(home, ".claude.json")).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(home, "kept.json"), "utf8")).toContain("portolan");
  expect(statSync(join(home, "kept.json")).mode & 0o777).toBe(0o600);
});

it("takes the entry out of a file that a link leads to, and leaves both", async () => {
  const { home, install } = person();
  writeFileSync(join(home, "kept.json"), "");
  symlinkSync("kept.json", join(home, ".claude.json"));
  const line = ["--client", "claude-code", "--scope", "user"];
  await install(...line);
  expect((await install(...line, "--remove")).out).toContain("Removed portolan");
  expect(lstatSync(join(home, ".claude.json")).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(home, "kept.json"), "utf8")).not.toContain("portolan");
});

it("writes what a link leads to that is not there yet", async () => {
  const { cwd, root, install } = person();
  mkdirSync(join(root, "kept"));
  symlinkSync("../kept/mcp.json", join(cwd, ".mcp.json"));
  expect((await install("--client", "claude-code")).out).toContain("Added portolan");
  expect(lstatSync(join(cwd, ".mcp.json")).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(root, "kept/mcp.json"), "utf8")).toContain("portolan");
  mkdirSync(join(cwd, ".cursor"));
  symlinkSync("../../nowhere/mcp.json", join(cwd, ".cursor/mcp.json"));
  expect((await install("--client", "cursor")).err).toMatch(/leads to a folder that is not there/);
  expect(lstatSync(join(cwd, ".cursor/mcp.json")).isSymbolicLink()).toBe(true);
});

it.each([
  ["an option without its value", ["--root"], "--root is given no value"],
  ["an option before its value", ["--root", "--read-only"], "--root is given no value"],
  ["an empty value", ["--root="], "--root is given no value"],
  ["a value that nothing takes", ["--read-only=yes"], "--read-only takes no value"],
  ["an argument", ["notes"], "takes no arguments: notes"],
  ["an argument after a switch", ["--read-only", "notes"], "takes no arguments: notes"],
  ["a second value", ["--audit", "a", "b"], "takes no arguments: b"],
])("refuses %s for the server, and writes nothing", async (_, given, message) => {
  const { install, files } = person();
  const { code, err } = await install("--client", "cursor", "--", ...given);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(files()).toEqual([]);
});

it("gives the server options with one value, several, or none", async () => {
  const { install } = person();
  const given = ["--root", "notes", "drafts:rw", "--fetch=a.example", "--allow-writes=all", "--quiet"];
  const { code, out } = await install("--client", "cursor", "--print", "--", ...given);
  expect(code).toBe(0);
  expect(JSON.parse(out).mcpServers.portolan.args.slice(-given.length)).toEqual(given);
});

it.each(["", "relative"])(
  "writes nothing of the user's into the current folder when HOME is %j",
  async (HOME) => {
    const { cwd } = person();
    for (const client of clients) {
      const terminal = capturedTerminal({
        cwd,
        environment: { HOME, CLAUDE_CONFIG_DIR: HOME, CODEX_HOME: HOME, XDG_CONFIG_HOME: HOME },
      });
      await main(["mcp", "install", "--client", client, "--scope", "user", "--remove"], terminal);
      expect(terminal.out(), client).not.toContain(cwd);
      expect(terminal.out(), client).toMatch(/There is no portolan in \//);
    }
  },
);

it("leaves no empty folder of its own behind, and none of them to --print", async () => {
  const { root, install, files } = person();
  for (const client of clients)
    for (const scope of ["project", "user"]) {
      const line = ["--client", client, "--scope", scope];
      await install(...line, "--with-skill");
      expect((await install(...line, "--remove", "--print")).code).toBe(2);
      expect(files(), client).not.toEqual([]);
      await install(...line, "--remove");
      expect(fastGlob.sync("**/*", { cwd: root, dot: true, onlyFiles: false }).toSorted()).toEqual([
        "home",
        "project",
      ]);
    }
});

it("says of commas and comments that the agent does not read them", async () => {
  const { cwd, install } = person();
  writeFileSync(join(cwd, ".mcp.json"), '{ "mcpServers": { "a": {}, } }');
  expect((await install("--client", "claude-code")).err).toContain("a comment or a comma at an end");
});

it("leaves the folder that it was called in, and home, when nothing else is in them", async () => {
  const { cwd, home, install } = person();
  for (const scope of ["project", "user"])
    for (const remove of [[], ["--remove"]])
      await install("--client", "claude-code", "--scope", scope, ...remove);
  expect([cwd, home].map((folder) => existsSync(folder))).toEqual([true, true]);
});

it("leaves a skill that a person edited alone, and replaces an older one of ours", async () => {
  const { cwd, install } = person();
  const skill = join(cwd, ".claude/skills/use-portolan/SKILL.md");
  await install("--client", "claude-code", "--with-skill");
  writeFileSync(skill, `${readFileSync(skill, "utf8")}mine\n`);
  expect((await install("--client", "claude-code", "--with-skill")).out).toContain("You edited the skill");
  expect((await install("--client", "claude-code", "--remove")).out).toContain("You edited the skill");
  expect(existsSync(skill)).toBe(true);
});

it("names a store from the project where it lies in it, else by its whole path", async () => {
  const { root, install } = person();
  const args = async (...line: string[]) =>
    JSON.parse((await install("--client", "cursor", "--print", ...line)).out).mcpServers.portolan.args.slice(
      3,
    );
  const { err } = await install("--client", "cursor", "--store", "../my team");
  expect(err).toContain(`mcp --store '${join(root, "my team")}'\n`);
  expect(await args("--store", "./team")).toEqual(["--store", "team"]);
  expect(await args("--store", "../team")).toEqual(["--store", join(root, "team")]);
  expect(await args("--store", "team", "--scope", "user")).toEqual(["--store", join(root, "project/team")]);
  expect(await args("--", "--read-only", "--tools", "t.ts")).toEqual(["--read-only", "--tools", "t.ts"]);
});

it("prints for any other client, and says all of it as JSON", async () => {
  const { install, files } = person();
  const generic = await install("--client", "generic", "--json");
  expect(JSON.parse(generic.out)).toMatchObject({
    type: "entry",
    text: expect.stringContaining("mcpServers"),
  });
  expect(files()).toEqual([]);
  const added = await install("--client", "gemini", "--with-skill", "--json");
  expect(JSON.parse(added.out)).toMatchObject({
    type: "installed",
    change: "added",
    skill: { change: "added" },
  });
  const gone = await install("--client", "gemini", "--remove", "--json");
  expect(JSON.parse(gone.out)).toMatchObject({
    type: "removed",
    change: "removed",
    skill: { change: "removed" },
  });
});

it("starts by npx what was installed, and by its path what stands in a checkout", () => {
  expect(startCommand("/usr/lib/node_modules/portolan/dist/bin.js")).toEqual(["npx", "-y", "portolan"]);
  expect(startCommand("/code/portolan/packages/cli/dist/bin.js")).toEqual([
    process.execPath,
    "/code/portolan/packages/cli/dist/bin.js",
  ]);
  expect(startCommand("/code/portolan/packages/cli/src/bin.ts").at(-1)).toMatch(/src\/bin\.ts$/);
});
