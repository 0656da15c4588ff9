// What a coding agent does with a library that is empty at first, over HTTP: `node agent.mjs <log of portolan mcp --http>`.
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const [log] = process.argv.slice(2);
let url;
while (!url) {
  await wait(50);
  url = existsSync(log) && /http\S+\/mcp/.exec(readFileSync(log, "utf8"))?.[0];
}

/** Calls a tool, and prints the first lines of what it says. */
async function call(name, input, lines = 1) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: input } }),
  });
  const body = await response.text();
  const { result } = JSON.parse(/^data: (.*"id":1.*)$/m.exec(body)?.[1] ?? body);
  const said = result.content[0].text.split("\n").slice(0, lines);
  console.log(`${name}: ${said.join("\n  ")}`);
}

const skill = {
  name: "log-level",
  description: "The level of a line of a log, such as ERROR, in capitals; null where it names none.",
  signature: "(line: string) => string | null",
  examples: [
    { input: ["12:00 [ERROR] disk full"], output: "ERROR" },
    { input: ["12:01 [info] started"], output: "INFO" },
    { input: ["no level here"], output: null },
    { input: [""], output: null },
  ],
  cases: [
    { input: ["[warn] low"], output: "WARN" },
    { input: ["a [DEBUG] b [ERROR] c"], output: "DEBUG" },
    { input: ["[] empty"], output: null },
    { input: ["[12] number"], output: null },
    { input: ["trailing [Fatal]"], output: "FATAL" },
    { input: ["[unclosed"], output: null },
    { input: ["unopened]"], output: null },
    { input: ["[two words] x"], output: null },
  ],
};
const program = (pattern) => `export function logLevel(line: string): string | null {
  return ${pattern}.exec(line)?.[1]?.toUpperCase() ?? null;
}
`;

await call("search_skills", { query: "level of a log line" });
await call("submit_skill", { ...skill, source: program("/\\[([A-Z]+)\\]/") }, 3);
await call("submit_skill", { ...skill, source: program("/\\[([A-Za-z]+)\\]/") });
await call("search_skills", { query: "level of a log line" });
await call("run_skill", { name: "log-level", arguments: ["09:30 [warn] slow"] });
const source = `import { logLevel } from "#skills/log-level";
export function errors(lines: string[]): number {
  return lines.filter((line) => logLevel(line) === "ERROR").length;
}
`;
await call("run_program", { source, arguments: [["[error] a", "[info] b", "[ERROR] c"]] });
await call("report_outcome", { skill: "log-level", task: "count the errors of a log", outcome: "right" });
