import { configSchema, limitSpecs } from "@portolan/core";
import { expect, test } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { declarations } from "./declarations.ts";
import { groups } from "./groups.ts";
import { settingFlags } from "./setting-flags.ts";

test("every setting that is no object has a flag that names its default", () => {
  const defaults = configSchema.parse({});
  const objects = new Set(["models", "modelHeaders", "modelBody", "prices"]);
  const plain = Object.keys(configSchema.shape).filter((key) => !objects.has(key));
  expect(Object.keys(settingFlags).toSorted()).toEqual(plain.toSorted());
  for (const [key, { about }] of Object.entries(settingFlags)) {
    const value = defaults[key as keyof typeof settingFlags];
    if (value !== undefined) expect(about).toContain(`(default: ${value})`);
  }
});

test.each(declarations.map((declaration) => [declaration.name, declaration] as const))(
  "%s has help with an example, and a module",
  async (name, declaration) => {
    const terminal = capturedTerminal();
    expect(await main([...name.split(" "), "--help"], terminal)).toBe(0);
    expect(terminal.out()).toContain(`Examples:\n  portolan ${name}`);
    expect(terminal.out()).toContain("--json");
    expect(await declaration.load()).toHaveProperty("run");
  },
);

const solve = ["solve", "--goal", "x", "--signature", "(n: number) => number"];

test.each([
  [["lern"], "Unknown command 'lern'", "Did you mean learn?"],
  [["learn", "--sute", "x"], "Unknown option '--sute'", "Did you mean --suite?"],
  [["import", ""], "An argument is empty", "--help"],
  [["revert", ""], "An argument is empty", "--help"],
  [["store", "chek"], "Unknown command 'store chek'", "Did you mean check?"],
  [["search"], "There is nothing to search for", "--help"],
  [["search", "--example", "[1,2"], "An example is not of the form", "--example"],
  [["search", "x", "--pure", "--tool", "files"], "--pure and --tool exclude each other", "one of the two"],
  [["search", "x", "--budget", "none"], "--budget takes a whole number above 0", "--budget 10"],
  [["learn"], "No suite is named", "--suite lists"],
  [["learn", "--suite", "nothing"], 'There is no suite "nothing"', "Use lists, text"],
  [["learn", "--suite", "lists", "--arm", "both"], 'There is no arm "both"', "--arm library or --arm none"],
  [["learn", "--suite", "lists", "--limit", "0"], "--limit takes a whole number above 0", "--limit 10"],
  [
    ["learn", "--suite", "lists", "--evaluations", "many"],
    "The setting evaluations from --evaluations",
    "config",
  ],
  [["bench"], "No suite is named", "--suite lists"],
  [
    ["bench", "run", "--suite", "lists", "--arm", "libary"],
    'there is no arm "libary"',
    "Did you mean library?",
  ],
  [
    ["bench", "run", "--suite", "lists", "--arm", "no.json"],
    "The file of arms cannot be read",
    "Check its path",
  ],
  [
    ["bench", "--suite", "lists", "--arm", "none", "--arm", "none"],
    "The arm none is named twice",
    "a name of its own",
  ],
  [["bench", "--suite", "lists", "--seeds", "1..3,x"], "--seeds takes whole numbers", "--seeds 1..10"],
  [["bench", "--suite", "lists", "--workers", "0"], "--workers takes a whole number above 0", "--workers 10"],
  [
    ["bench", "--suite", "lists", "--queue", "localhost"],
    "--queue takes the URL of a Redis",
    "redis://localhost",
  ],
  [["bench", "worker"], "No queue is named", "--queue redis://localhost:6379"],
  [["bench", "rum", "--suite", "lists"], "Unknown command 'bench rum'", "Did you mean run?"],
  [
    ["bench", "frobnicate"],
    "Unknown command 'bench frobnicate'",
    "has run, worker, suites, report and compare.",
  ],
  [["bench", "run", "frobnicate"], "Too many arguments for 'run'", "--help"],
  [["solve", "--goal", "x"], "--signature is missing", "--task"],
  [["run", "sum", "[1,2"], "An argument is not JSON", "quote them"],
  [["run", "sum", "some text"], "An argument is not JSON", `'"some text"'`],
  [["run", "./sum"], "neither the name of a skill nor a TypeScript file", ".ts"],
  [["run", "sum", "--input", "5"], "--input is not a JSON array", "[[1,2,3], 2]"],
  [["run", "sum", `${"[".repeat(60_000)}${"]".repeat(60_000)}`], "nested too deeply", "fewer levels"],
  [["learn", "--suite", "lists", "extra"], "but got 1: extra.\nvalue: extra\n", "--help"],
  [["learn", "--suite", "/"], 'There is no suite "/": ', "JSONL file"],
  [["learn", "--suite", "lists", "--seed", ""], "seed from --seed is wrong: it is not a whole", "config"],
  [[...solve, "--example", "1 => 2", "--name", "delete"], '"delete" is a word of the language', "--name"],
  [[...solve, "--example", "1 => 2", "--name", "quarantine"], '"quarantine" cannot be the name', "--name"],
  [[...solve, "--example", '"1" => 2'], "its argument n is not of type number", "Correct the example"],
  [[...solve, "--example", "1 => [2]"], "its result is not of type number", "Correct the example"],
  [
    [...solve, "--example", "1 => 2", "--signature", "(a: number, a: number) => number"],
    "named a",
    "Write it",
  ],
  [["run", "nothing.ts"], "The file cannot be read", "Check the path"],
  [["run", "sum", "5", "--limit", "wallms=5"], 'There is no limit "wallms"', "Did you mean wallMs?"],
  [["run", "sum", "5", "--limit", "wallMs=5", "memory=6"], 'There is no limit "memory"', "memoryMb"],
  [["run", "sum", "5", "--limit", "xyz"], 'There is no limit "xyz"', "Limits are wallMs, cpuMs"],
  [["run", "sum", "5", "--seed", "1.5"], "--seed takes a whole number", "--seed 7"],
  [["run", "sum", "--input", "@nothing.json"], "The input file cannot be read", "after the @"],
  [["run", "sum", "5", "--engine", "v8"], "engine from --engine is wrong: it is neither", "config"],
  [["run", "sum", "5", "--tools", "nothing.ts"], "The tools file does not exist", "after --tools"],
  [["run", "sum", "5", "--allow-writes=files.write"], "no tool that writes", "No tool here writes"],
  [["run", "sum", "5", "--record", "no-folder/x.json"], "folder of --record does not exist", "Make it"],
  [["mcp", "--port", "5"], "--port is for --http", "Add --http"],
  [["mcp", "--http", "--port", "x"], "--port takes a number", "--port 4242"],
  [["mcp", "--http", "--host", "0.0.0.0"], "Whoever reaches 0.0.0.0 could run programs here", "--tokens"],
  [["mcp", "--http", "--tokens", "nothing"], "The file of tokens cannot be read", "one client a line"],
  [["mcp", "install"], "--client is missing", "claude-code"],
  [["mcp", "install", "--client", "emacs"], 'There is no client "emacs"', "generic"],
  [["mcp", "install", "--client", "codex", "--scope", "all"], 'There is no scope "all"', "--scope user"],
  [
    ["mcp", "install", "--client", "codex", "--", "--http"],
    "cannot start `portolan mcp` with --http",
    "--help",
  ],
  [["mcp", "instal"], "Unknown command 'mcp instal'", "Did you mean install?"],
  [["mcp", "--roots", "notes"], "Unknown option '--roots'", "Did you mean --root?"],
  [["replay", "nothing.json"], "The recording cannot be read", "Check the path"],
])("%j is wrong usage: exit code 2 and what to do", async (commandLine, message, next) => {
  const terminal = capturedTerminal({ cwd: "/" });
  expect(await main(commandLine, terminal)).toBe(2);
  expect(terminal.err()).toMatch(/^error: /);
  expect(terminal.err()).toContain(message);
  expect(terminal.err()).toMatch(/\nnext:  .+\n$/);
  expect(terminal.err()).toContain(next);
  expect(terminal.out()).toBe("");
});

test("the help of run lists every limit with its unit, its default and its outcome", async () => {
  const terminal = capturedTerminal();
  expect(await main(["run", "--help"], terminal)).toBe(0);
  for (const [name, { unit, default: amount, outcome }] of Object.entries(limitSpecs)) {
    const row = new RegExp(`^  ${name} +${amount.toLocaleString("en-US")} ${unit} +${outcome} `, "m");
    expect(terminal.out()).toMatch(row);
  }
});

test("with --json an error is one object on stderr", async () => {
  const terminal = capturedTerminal();
  expect(await main(["learn", "--json", "--suite", "nothing"], terminal)).toBe(2);
  const { error } = JSON.parse(terminal.err()) as { error: Record<string, unknown> };
  expect(Object.keys(error)).toEqual(["code", "message", "value", "next"]);
  expect(error).toMatchObject({ code: "suite-unknown", value: "nothing" });
});

test.each(Object.keys(groups))("the help of %s has a line for each command, and examples", async (name) => {
  const terminal = capturedTerminal();
  expect(await main([name, "--help"], terminal)).toBe(0);
  const lines = terminal.out().split("\n");
  for (const { name: whole, summary } of declarations.filter((one) => one.name.startsWith(`${name} `))) {
    const own = whole.slice(name.length + 1);
    expect(lines.filter((line) => line.startsWith(`  ${own} `) && line.endsWith(summary))).toHaveLength(1);
  }
  expect(terminal.out()).toContain(`Examples:\n  portolan ${name}`);
  expect(terminal.out()).not.toContain("display help for command");
});

test("nothing, and a group without a command, print help", async () => {
  const terminal = capturedTerminal();
  expect(await main([], terminal)).toBe(0);
  expect(terminal.out()).toContain("store check");
  expect(terminal.out()).toContain("70 a bug of ours");
  expect(await main(["store"], terminal)).toBe(2);
  expect(terminal.err()).toContain("check");
});
