import { describe, expect, it } from "vitest";
import { changeSettings } from "./change-settings.ts";
import { jsonFormat } from "./json-format.ts";
import { SettingsFault } from "./settings-format.ts";
import { tomlFormat } from "./toml-format.ts";

const entry = { command: "npx", args: ["-y", "portolan", "mcp"] };
const strict = { format: jsonFormat({ comments: false }), servers: "mcpServers" };
const jsonc = { format: jsonFormat({ comments: true }), servers: "servers" };
const toml = { format: tomlFormat, servers: "mcp_servers" };
const fault = (act: () => unknown): SettingsFault => {
  try {
    act();
  } catch (error) {
    if (error instanceof SettingsFault) return error;
    throw error;
  }
  throw new Error("it was not refused");
};

describe.each([
  ["nothing", strict, ""],
  ["an empty object", strict, "{}\n"],
  ["other settings", strict, '{\n  "theme": "dark",\n  "list": [1, 2]\n}\n'],
  ["other servers", strict, '{\n  "mcpServers": {\n    "a": { "command": "a" }\n  },\n  "z": {}\n}'],
  ["one line", strict, '{"mcpServers":{"a":{"command":"a"}}}'],
  ["tabs and the line ends of Windows", strict, '{\r\n\t"mcpServers": {\r\n\t\t"a": {}\r\n\t}\r\n}\r\n'],
  ["a byte order mark", strict, '\ufeff{\n  "a": 1\n}\n'],
  [
    "comments and commas at ends",
    jsonc,
    '// mine\n{\n  /* all */\n  "servers": {\n    // one\n    "a": { "command": "a" }, // end\n  },\n}\n',
  ],
  ["a comment after the first brace", jsonc, '{ // mine\n  "servers": { /* none */\n  }\n}\n'],
  ["an object and comments around it", jsonc, "/* a */ {} // b\n"],
  ["servers in one line of TOML", toml, '# mine\nmcp_servers = { a = { command = "a" } } # all\nx = 1\n'],
  ["no servers in one line of TOML", toml, "mcp_servers = {}\n[tui]\nx = 1\n"],
  ["comments about servers", toml, '# mine\nmodel = "x" # m\n\n[mcp_servers.a] # a\ncommand = "a"\n'],
  ["nothing, as TOML", toml, ""],
  ["text that looks like a table", toml, "a = '''\n[mcp_servers.portolan]\n'''\n"],
  ["dotted keys", toml, 'mcp_servers.a.command = "a"\n\n[tui]\nx = 1\n'],
  ["the line ends of Windows, as TOML", toml, "a = 1\r\n\r\n[b]\r\nc = 2\r\n"],
])("in settings with %s", (_, place, before) => {
  it("an entry is added once, and removing it gives the bytes that were there", () => {
    const added = changeSettings(before, { ...place, entry });
    expect(added).toMatchObject({ change: "added", isEmpty: false });
    expect(added.text).toContain("portolan");
    expect(changeSettings(added.text, { ...place, entry })).toEqual({ ...added, change: "unchanged" });
    const removed = changeSettings(added.text, place);
    expect(removed.change).toBe("removed");
    if (!removed.isEmpty) expect(removed.text).toBe(before);
    // Such a file is deleted.
    else expect(before.replace(/[\s{}]/g, "")).toBe("");
    expect(changeSettings(before, place)).toMatchObject({ change: "absent", text: before });
  });
});

it("an entry that changed keeps what a person added to it, and the comments around it", () => {
  const json =
    '{\n  "servers": {\n    "portolan": {\n      "command": "old", // why\n      "env": { "A": "1" }\n    }\n  }\n}\n';
  const now = changeSettings(json, { ...jsonc, entry });
  expect(now.change).toBe("updated");
  expect(now.text).toContain('"command": "npx", // why\n      "env": { "A": "1" }\n    }');
  expect(JSON.parse(now.text.replace("// why", ""))).toEqual({
    servers: { portolan: { ...entry, env: { A: "1" } } },
  });
  const tables =
    '[mcp_servers.portolan]\n# why\ncommand = "old"\nenabled = false\n[mcp_servers.portolan.env]\nA = "1"\n\n# about tui\n[tui]\nx = 1\n';
  const table = changeSettings(tables, { ...toml, entry });
  expect(table.text).toMatch(/# why\ncommand = "npx"\nenabled = false\n[^]*A = "1"\n\n# about tui\n\[tui\]/);
  expect(changeSettings(table.text, toml).text).toBe("\n# about tui\n[tui]\nx = 1\n");
});

it.each([
  ["one word changes", ["-y", "portolan", "mcp", "--root", "drafts"], ["// yes", "// mine", "/* all */"]],
  [
    "words come at the end",
    ["-y", "portolan", "mcp", "--root", "notes", "--quiet", "x"],
    ["// yes", "// mine", "/* all */"],
  ],
  [
    "words come between",
    ["-y", "portolan", "mcp", "--store", "s", "--root", "notes"],
    ["// yes", "// mine", "/* all */"],
  ],
  ["words go at the end", ["-y", "portolan", "mcp"], ["// yes", "// mine"]],
  ["words go between", ["-y", "portolan", "notes"], ["// yes", "/* all */"]],
  ["a word comes first", ["x", "-y", "portolan", "mcp", "--root", "notes"], []],
  ["all go", [], []],
])("a list of which %s keeps the comments around what stays", (_, args, comments) => {
  const list =
    '[\n        "-y", // yes\n        "portolan",\n        "mcp",\n        // mine\n        "--root",\n        "notes", /* all */\n      ]';
  const before = `{\n  "servers": {\n    "portolan": {\n      "command": "npx",\n      "args": ${list}\n    }\n  }\n}\n`;
  for (const text of [before, before.replaceAll("\n", "\r\n")]) {
    const now = changeSettings(text, { ...jsonc, entry: { command: "npx", args } });
    expect(now.change).toBe("updated");
    for (const comment of comments) expect(now.text).toContain(comment);
    expect(changeSettings(now.text, { ...jsonc, entry: { command: "npx", args } }).change).toBe("unchanged");
    expect(changeSettings(now.text, jsonc).text).toBe(
      "{}\n".replaceAll("\n", text.includes("\r") ? "\r\n" : "\n"),
    );
  }
});

it("comments alone are settings where the agent reads comments, and stay above the entry", () => {
  const added = changeSettings("// mine", { ...jsonc, entry });
  expect(added.text).toMatch(/^\/\/ mine\n\{\n {2}"servers"/);
  expect(changeSettings(added.text, { ...jsonc, entry }).change).toBe("unchanged");
  expect(changeSettings(added.text, jsonc).text).toBe("// mine\n{}\n");
  expect(changeSettings("// mine", jsonc).change).toBe("absent");
});

it.each([
  ["a word too many", strict, '{\n  "a": tru\n}\n', { line: 2, column: 8 }],
  ["an end that is missing", strict, '{\n  "mcpServers": {', { line: 2, column: 18 }],
  ["a comment where the agent reads none", strict, '{\n  // x\n  "a": 1\n}', { line: 2, column: 3 }],
  ["a list", strict, "[]", { line: 1, column: 1 }],
  ["no TOML", toml, "a = 1\nb = = 2\n", { line: 2, column: 5 }],
  ["a key twice", toml, "a = 1\na = 2\n", { line: 2, column: 1 }],
  ["a list of servers", strict, '{ "mcpServers": [] }', undefined],
  ["a text for servers", toml, 'mcp_servers = "x"', undefined],
  ["an entry of the name that is elsewhere", strict, '{"mcpServers":{"portolan":{"url":"x"}}}', undefined],
  ["two maps of servers", strict, '{"mcpServers":{"a":{}},"mcpServers":{"b":{}}}', undefined],
  ["a list of tables for servers", toml, "[[mcp_servers]]\nx = 1\n", undefined],
])("settings with %s are refused with the place", (_, place, text, where) => {
  expect(fault(() => changeSettings(text, { ...place, entry })).place).toEqual(where);
});
