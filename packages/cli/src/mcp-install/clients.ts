import { join } from "node:path";
import { wholePath } from "@portolan/core";
import { jsonFormat } from "./json-format.ts";
import type { ServerEntry, SettingsFormat } from "./settings-format.ts";
import { tomlFormat } from "./toml-format.ts";

/** For everyone who works on a project, or for one person in all projects. */
export type Scope = "project" | "user";

/** The folders that settings are found from. */
export interface Places {
  cwd: string;
  home: string;
  environment: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
}

/** A coding agent, as far as it must be told of us. */
export interface AgentKind {
  title: string;
  format: SettingsFormat;
  /** Key of the map of servers. */
  servers: string;
  /** Path of the settings; `undefined` where nobody knows it. */
  settings(scope: Scope, places: Places): string | undefined;
  /** Folder of its Agent Skills. */
  skills(scope: Scope, places: Places): string;
  entry(command: string, args: readonly string[]): ServerEntry;
  /** What a person does for it to take effect. */
  afterwards: string;
}

const json = jsonFormat({ comments: false });
const jsonc = jsonFormat({ comments: true });
const plain = (command: string, args: readonly string[]): ServerEntry => ({ command, args });
const typed = (command: string, args: readonly string[]): ServerEntry => ({ type: "stdio", command, args });
const within =
  (folder: string, file: string) =>
  (scope: Scope, { cwd, home }: Places): string =>
    join(scope === "project" ? cwd : home, folder, file);

/** The agents that can be set up by one line, by the name of `--client`. */
export const agentKinds: Readonly<Record<string, AgentKind>> = {
  "claude-code": {
    title: "Claude Code",
    format: json,
    servers: "mcpServers",
    settings: (scope, places) =>
      scope === "project"
        ? join(places.cwd, ".mcp.json")
        : join(wholePath(places.environment["CLAUDE_CONFIG_DIR"]) ?? places.home, ".claude.json"),
    skills: (scope, { cwd, home, environment }) =>
      scope === "project"
        ? join(cwd, ".claude", "skills")
        : join(wholePath(environment["CLAUDE_CONFIG_DIR"]) ?? join(home, ".claude"), "skills"),
    entry: typed,
    afterwards: "Start `claude` here, approve the server, and type /mcp to see it.",
  },
  codex: {
    title: "Codex",
    format: tomlFormat,
    servers: "mcp_servers",
    settings: (scope, { cwd, home, environment }) =>
      scope === "project"
        ? join(cwd, ".codex", "config.toml")
        : join(wholePath(environment["CODEX_HOME"]) ?? join(home, ".codex"), "config.toml"),
    skills: within(".agents", "skills"),
    // The first start may have to fetch the package, and judging a submission takes up to two minutes.
    entry: (command, args) => ({ command, args, startup_timeout_sec: 60, tool_timeout_sec: 180 }),
    afterwards:
      "Start `codex`, and type /mcp to see it; settings of a project count where the project is trusted.",
  },
  cursor: {
    title: "Cursor",
    format: jsonc,
    servers: "mcpServers",
    settings: within(".cursor", "mcp.json"),
    skills: within(".cursor", "skills"),
    entry: typed,
    afterwards: "Turn the server on where Cursor's settings list the tools of MCP.",
  },
  vscode: {
    title: "VS Code",
    format: jsonc,
    servers: "servers",
    settings: (scope, places) =>
      scope === "project"
        ? join(places.cwd, ".vscode", "mcp.json")
        : join(userFolderOfCode(places), "mcp.json"),
    skills: (scope, { cwd, home }) =>
      scope === "project" ? join(cwd, ".github", "skills") : join(home, ".copilot", "skills"),
    entry: typed,
    afterwards: "Open the file in VS Code, choose Start above the entry, and use agent mode.",
  },
  gemini: {
    title: "Gemini CLI",
    format: jsonc,
    servers: "mcpServers",
    settings: within(".gemini", "settings.json"),
    skills: within(".gemini", "skills"),
    entry: plain,
    afterwards: "Start `gemini`, and type /mcp to see it.",
  },
  generic: {
    title: "your agent",
    format: json,
    servers: "mcpServers",
    settings: () => undefined,
    skills: within(".agents", "skills"),
    entry: plain,
    afterwards: "Put it into the settings of your agent.",
  },
};

function userFolderOfCode({ home, environment, platform }: Places): string {
  if (platform === "darwin") return join(home, "Library", "Application Support", "Code", "User");
  if (platform === "win32")
    return join(wholePath(environment["APPDATA"]) ?? join(home, "AppData", "Roaming"), "Code", "User");
  return join(wholePath(environment["XDG_CONFIG_HOME"]) ?? join(home, ".config"), "Code", "User");
}
