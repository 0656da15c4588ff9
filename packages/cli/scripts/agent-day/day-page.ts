import type { PlayedCall, PlayedDay, PlayedJob } from "./play-day.ts";

const titles = [
  "Job 1: rename files by rule",
  "Job 2: extract a table from a log",
  "Job 3: check a changelog",
] as const;

/** What of a day is counted, for one job or all. */
export interface DaySums {
  calls: number;
  writtenBytes: number;
  dataBytes: number;
  readBytes: number;
}

/** The sums over some jobs. */
export function sumsOf(jobs: readonly PlayedJob[]): DaySums {
  const calls = jobs.flatMap((job) => job.calls);
  const sum = (of: (call: PlayedCall) => number): number =>
    calls.reduce((total, call) => total + of(call), 0);
  return {
    calls: calls.length,
    writtenBytes: sum((call) => call.writtenBytes),
    dataBytes: sum((call) => call.dataBytes),
    readBytes: sum((call) => call.readBytes),
  };
}

/** The page, as Markdown that is not yet formatted. */
export function dayPage(withLibrary: PlayedDay, without: PlayedDay): string {
  const rows = [...titles.map((title, index) => [title, index] as const), ["All three", undefined] as const];
  const [first, second, third] = [0, 1, 2].map(
    (index) => cells(without, index).writtenBytes - cells(withLibrary, index).writtenBytes,
  ) as [number, number, number];
  const lines = [
    "# A coding agent's day",
    "",
    "Three small jobs on [a folder of files](../../examples/agent-day), by an agent that has the library and by one that has not.",
    "`pnpm docs:agent-day` plays both against a real `portolan mcp`, on copies of the files, and writes this page.",
    "",
    "**What is scripted.** No model was asked. The agent is [a script](../../packages/cli/scripts/agent-day), which has one way to write each",
    "program and uses it on both days. Each time that it writes a reader of dates anew it forgets months which are written out, and",
    "corrects that when it sees a result in which one is missing; without a library it therefore makes the mistake again. What the",
    "server says, what the gate refuses and admits, what the programs return, and all bytes are real. What a model would write, how",
    "often it would be wrong, and whether it would search at all, this does not show.",
    "",
    "**What is counted.** A call is one of a tool of `portolan mcp`; the day without the library has `run_program` alone. Written is what the",
    "agent has to think of: programs, searches, cases. Handed on is what it only copies from files into arguments. Read is the",
    `text that it gets back. The list of tools, about ${Math.round(withLibrary.toolListBytes / 1_000)} kB, is read once a session and is not counted.`,
    "",
    "| | calls | | written, bytes | | handed on | | read | |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    "| | library | without | library | without | library | without | library | without |",
    ...rows.map(([title, index]) => {
      const [one, other] = [cells(withLibrary, index), cells(without, index)];
      const pairs = (["calls", "writtenBytes", "dataBytes", "readBytes"] as const).flatMap((key) => [
        number(one[key]),
        number(other[key]),
      ]);
      return `| ${title} | ${pairs.join(" | ")} |`;
    }),
    "",
    "Both days end with the same names, the same table and the same findings.",
    "",
    ...saidOf(first, second, third),
    "",
    "## With the library",
    ...withLibrary.jobs.flatMap((job, index) => [
      "",
      `### ${titles[index]}`,
      ...job.calls.flatMap(callLines),
    ]),
    "",
    "## Without",
    "",
    "Each program has the reader of dates written out where the others import it.",
    ...without.jobs.flatMap((job, index) => [
      "",
      `### ${titles[index]}`,
      ...job.calls.flatMap((call) => ["", headOf(call), ...fenced("text", call.said)]),
    ]),
    "",
  ];
  return lines.join("\n");
}

/** Of one job, or of all. */
function cells({ jobs }: PlayedDay, index: number | undefined): DaySums {
  return sumsOf(index === undefined ? jobs : jobs.slice(index, index + 1));
}

/** What the figures come to; a sentence that they do not bear out must not stand there. */
function saidOf(first: number, second: number, third: number): string[] {
  if (first >= 0 || second <= 0 || third <= 0)
    throw new Error("The figures are not as the page says: read it, and write it anew.");
  const left = -first - second - third;
  const repaid =
    left > 0
      ? `After three jobs ${number(left)} bytes are not yet repaid: by jobs like the second and third, that takes ${Math.ceil(-first / ((second + third) / 2))} of them.`
      : "After three jobs that is repaid.";
  return [
    `The first job costs the agent ${number(-first)} bytes more than it would without a library, most of them the thirty-six cases that`,
    `decided whether the program is kept. They found the mistake before a file was renamed. In the second job it writes ${number(second)}`,
    `bytes less, in the third ${number(third)}, where the agent without the library is told of a heading without a date which has one, and`,
    "has to find out that its own program was wrong.",
    "",
    `${repaid} Calls become more, not fewer: a search and a`,
    "report stand beside each run.",
  ];
}

function callLines(call: PlayedCall): string[] {
  const { source, arguments: _, examples, cases, ...rest } = call.input;
  const shown = {
    ...rest,
    ...(Array.isArray(examples) && { examples: `… ${examples.length} of them` }),
    ...(Array.isArray(cases) && { cases: `… ${cases.length} of them` }),
  };
  return [
    "",
    headOf(call),
    ...(Object.keys(shown).length > 0 ? fenced("json", JSON.stringify(shown, null, 2)) : []),
    ...(typeof source === "string" ? fenced("ts", source.trimEnd()) : []),
    "",
    "It is told:",
    ...fenced("text", call.said),
  ];
}

function headOf({ tool, writtenBytes, dataBytes, readBytes }: PlayedCall): string {
  const data = dataBytes > 0 ? `, ${number(dataBytes)} handed on` : "";
  return `**\`${tool}\`**: ${number(writtenBytes)} bytes written${data}, ${number(readBytes)} read.`;
}

function fenced(language: string, text: string): string[] {
  return ["", `\`\`\`${language}`, ...text.split("\n"), "```"];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
