import type { CommandDeclaration } from "./declaration.ts";

/** The command by which coding agents use the library. */
export const mcp: readonly CommandDeclaration[] = [
  {
    name: "mcp",
    summary: "serve the library to coding agents (Model Context Protocol)",
    settings: ["store", "children", "engine", "embedder", "index"],
    options: {
      "--http": "serve over HTTP instead of the pipes of this process",
      "--port <number>": "port of --http; 0 takes a free one (default: 4242)",
      "--host <address>": "where --http listens (default: 127.0.0.1); beyond this machine it takes --tokens",
      "--tokens <file>": "let in only clients with a token: lines of a name, a space and a token",
      "--read-only": "search and run, and leave the store as it is",
      "--audit <file>":
        "log of who ran what (default: .portolan/audit.jsonl in the store; none if it is read-only)",
      "--root <folder...>":
        "let programs read the files in it, or write them too: notes, drafts:rw, home=.:rw+hidden",
      "--client-roots <folder>": "let the client name roots, where they lie in this folder, as in .:rw",
      "--fetch <host...>": 'let programs ask it: api.example.com, "GET,POST http://localhost:8080"',
      "--mount <server...>":
        'let programs call an MCP server\'s tools: parts=http://…, or "parts:rw=node server.js" for those that write',
      "--tools <file>": "tools of your own that programs may import; trusted, as with `portolan run`",
      "--allow-writes [tools]":
        "let tools write unasked: all, or those named, as in --allow-writes=files.writeText",
      "--grants <file>": "grants as JSON, for everyone and for each client",
      "--as <client>": "the client of --grants at the other end of the pipes",
      "--show-grants": "print what each client was granted, and end",
    },
    details:
      "The store is that of --store, else skills-store/ of the current folder where there is one, else the user's own:\nportolan/skills-store in $XDG_DATA_HOME or ~/.local/share. Programs reach nothing but skills, unless you grant more; what they write, you\nare asked about, where the agent can ask. An agent starts the command by itself, as `portolan mcp install`\ntells it.",
    examples: [
      "mcp",
      "mcp --store team-skills --read-only",
      "mcp --root notes --root drafts:rw --fetch api.example.com",
      "mcp --root notes --show-grants",
      "mcp --http --port 0 --json",
    ],
    load: () => import("../commands/mcp.ts"),
  },
  {
    name: "mcp install",
    summary: "tell a coding agent of the library, or take that back",
    arguments: { "[options...]": "after --: options for the `portolan mcp` that the agent starts" },
    settings: ["store"],
    options: {
      "--client <name>": "claude-code, codex, cursor, vscode, gemini, or generic, which only prints",
      "--scope <scope>": "project (default): settings in the current folder; user: those of all projects",
      "--with-skill": "also the Agent Skill use-portolan, which says when to search and how to submit",
      "--print": "print the entry, and write nothing",
      "--remove": "take away the entry, and the skill",
    },
    details:
      "Only the entry named portolan is touched; comments and form of the file stay. A file that cannot be read as it should\nbe is left alone. Without --store the agent's `portolan mcp` finds the store of the folder it works in.",
    examples: [
      "mcp install --client claude-code --with-skill",
      "mcp install --client codex --scope user",
      "mcp install --client vscode --store team-skills -- --read-only",
      "mcp install --client cursor --remove",
    ],
    load: () => import("../commands/mcp-install.ts"),
  },
];
