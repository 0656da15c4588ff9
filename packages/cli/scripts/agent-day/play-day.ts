import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type AgentClient, clientOverStdio } from "../../src/mcp/testing/agent-client.ts";
import {
  changelogProblems,
  errorTable,
  firstDate,
  firstDateAtFirst,
  renames,
  writtenOut,
} from "./programs.ts";
import { submission } from "./submission.ts";

/** One call of a tool, as the agent made it. Bytes are of UTF-8. */
export interface PlayedCall {
  tool: string;
  input: Record<string, unknown>;
  said: string;
  /** What the agent wrote: the input, without what it only handed on from files. */
  writtenBytes: number;
  /** What it handed on from files. */
  dataBytes: number;
  /** The text that it was given to read. */
  readBytes: number;
}

/** One job, with what came of it. */
export interface PlayedJob {
  calls: PlayedCall[];
  result: unknown;
}

/** A day with the library, or without. */
export interface PlayedDay {
  jobs: [rename: PlayedJob, table: PlayedJob, changelog: PlayedJob];
  /** Bytes of the list of tools, which an agent reads once a session. */
  toolListBytes: number;
  /** Names in the folder at the end. */
  names: string[];
}

const files = fileURLToPath(new URL("../../../../examples/agent-day", import.meta.url));

/**
 * Plays a day of the scripted agent against a `portolan mcp` of its own, on a copy of the files. The agent reads and renames files
 * itself; programs are given what is in them.
 */
export async function playDay(withLibrary: boolean): Promise<PlayedDay> {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-day-"));
  cpSync(files, cwd, { recursive: true });
  await using agent = await clientOverStdio(["--store", "library", "--quiet"], cwd, "modern");
  const { tools } = await agent.client.listTools();
  const jobs: PlayedDay["jobs"] = [
    await played(agent, (act) => renameByRule(act, join(cwd, "inbox"), withLibrary)),
    await played(agent, async (act) => {
      const log = readFileSync(join(cwd, "server-log.txt"), "utf8");
      return solved(act, { goal: "date of a line of a log", program: errorTable, data: log }, withLibrary);
    }),
    await played(agent, async (act) => {
      const changelog = readFileSync(join(cwd, "changelog.md"), "utf8");
      const goal = "date in a heading of a changelog";
      return solved(act, { goal, program: changelogProblems, data: changelog }, withLibrary);
    }),
  ];
  return {
    jobs,
    toolListBytes: bytesOf(JSON.stringify(tools)),
    names: readdirSync(join(cwd, "inbox")).toSorted(),
  };
}

type Act = (tool: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>;

async function renameByRule(act: Act, inbox: string, withLibrary: boolean): Promise<unknown> {
  const names = readdirSync(inbox).toSorted();
  if (withLibrary) {
    await act("search_skills", { query: "find the date in the name of a file" });
    await act("submit_skill", { ...submission, source: firstDateAtFirst });
    await act("submit_skill", { ...submission, source: firstDate });
  }
  const result = await solved(act, { program: renames, data: names }, withLibrary);
  for (const [from, to] of result as [string, string][]) renameSync(join(inbox, from), join(inbox, to));
  return result;
}

interface Work {
  /** What it searches for first. */
  goal?: string;
  program: string;
  data: unknown;
}

/** With the library it imports the skill; without, it writes the reader of dates out, and once more where the result shows its mistake. */
async function solved(act: Act, { goal, program, data }: Work, withLibrary: boolean): Promise<unknown> {
  if (!withLibrary) {
    const source = (helper: string): string => writtenOut(program, helper);
    const first = await act("run_program", { source: source(firstDateAtFirst), arguments: [data] });
    if (!isMistaken(data, first["value"])) return first["value"];
    return (await act("run_program", { source: source(firstDate), arguments: [data] }))["value"];
  }
  if (goal !== undefined) await act("search_skills", { query: goal });
  const { value } = await act("run_program", { source: program, arguments: [data] });
  await act("report_outcome", {
    skill: "first-date",
    task: goal ?? "rename files by their dates",
    outcome: "right",
  });
  return value;
}

/** Does it see that a month which is written out was not read? What it looks at is the result beside the file. */
function isMistaken(data: unknown, value: unknown): boolean {
  const lines = typeof data === "string" ? data.split("\n") : (data as string[]);
  const result = JSON.stringify(value);
  const isMissed = (line: string): boolean =>
    Array.isArray(data)
      ? !result.includes(JSON.stringify(line))
      : result.includes(`${/\[([\d.]+)\]/.exec(line)?.[1]} has no date`);
  return lines.some((line) => /\d [A-Z][a-z]{3,} \d{4}/.test(line) && isMissed(line));
}

async function played(agent: AgentClient, job: (act: Act) => Promise<unknown>): Promise<PlayedJob> {
  const calls: PlayedCall[] = [];
  const result = await job(async (tool, input) => {
    const { text, data } = await agent.call(tool, input);
    const { arguments: handedOn, ...own } = input;
    const dataBytes = handedOn === undefined ? 0 : bytesOf(JSON.stringify(handedOn));
    calls.push({
      tool,
      input,
      said: text,
      writtenBytes: bytesOf(JSON.stringify(own)),
      dataBytes,
      readBytes: bytesOf(text),
    });
    return data;
  });
  return { calls, result };
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
