import type { Match, SkillQuery } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { indexProgress } from "../output/index-progress.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { clip } from "../output/text-width.ts";
import { narrowingFlags, requireSignature, type SearchFlags, searchQuery } from "../programs/search-query.ts";
import { storeNote } from "../programs/store-note.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

/** Who searches by examples waits no longer than this: for the index, and for skills that take their time or never end. */
const SEARCHING_MS = 10_000;

/** `portolan search`: skills for a goal, best first, each with the reasons why it was found. */
export async function run(invocation: Invocation<SearchFlags>): Promise<number> {
  const startedAt = performance.now();
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const query = searchQuery(invocation.arguments.join(" "), flags);
  const root = storeRoot(config, terminal.cwd);
  // It starts a process only where an example has to be run, or types are more than their text.
  await using sandbox = await openSandbox(config);
  await requireSignature(query.signature, sandbox);
  let timeUp: TimeUp | undefined;
  const onTimeUp = (left: number, chosen: number): void => void (timeUp = { ran: chosen - left, left });
  const behaviourBudget = { wallMs: SEARCHING_MS, startedAt, onTimeUp };
  await using store = await openStore(root, config, {
    sandbox,
    behaviourBudget,
    indexProgress: quiet ? undefined : indexProgress(terminal),
  });
  const matches = await store.search(query);
  if (json) for (const match of matches) printJson(terminal.stdout, jsonOf(match));
  else printLines(terminal.stdout, matchLines(matches, terminal.stdout));
  if (json && timeUp) printJson(terminal.stdout, { type: "time-up", ...timeUp });
  if (quiet) return 0;
  if (timeUp) terminal.stderr.write(`${timeUpNote(timeUp)}\n`);
  const note =
    matches.length > 0 ? exampleNote(query, matches) : ((await storeNote(store)) ?? nothingNote(root, flags));
  if (note) terminal.stderr.write(`${note}\n`);
  return 0;
}

/** Skills that were run on the examples in time, and those that were not. */
interface TimeUp {
  ran: number;
  left: number;
}

function timeUpNote({ ran, left }: TimeUp): string {
  const others = left === 1 ? "1 other counts" : `${left} others count`;
  return `Ran out of time after ${count(ran, "skill")}: ${others} by words and types alone. Give a --signature or fewer examples so that fewer are run.`;
}

/** What nobody would guess from matches that the words or types alone found. */
function exampleNote({ examples = [] }: SkillQuery, matches: readonly Match[]): string | undefined {
  const answered = matches.some(({ reasons }) => reasons.some((reason) => reason.startsWith("behaviour")));
  if (examples.length === 0 || answered) return undefined;
  return "None of these answers an example as wanted: words and types found them. Only pure skills are run, and those whose types take such arguments.";
}

function nothingNote(root: string, flags: SearchFlags): string {
  const narrowing = narrowingFlags(flags);
  if (narrowing.length === 0)
    return `No skill of ${root} fits. Say it in other words; \`portolan list\` shows all skills.`;
  return `No skill of ${root} fits and passes ${narrowing.join(", ")}. Leave that out or widen it; \`portolan list\` shows all skills.`;
}

function jsonOf({ skill, score, reasons, folded }: Match) {
  const { name, signature, description } = skill;
  return { type: "match", name, score, signature, description, reasons, ...(folded && { folded }) };
}

function matchLines(matches: Match[], stream: TerminalStream): string[] {
  const width = stream.columns();
  const within = (indent: number): number | undefined => (width === undefined ? undefined : width - indent);
  return matches.flatMap(({ skill, score, reasons, folded }, i) => [
    ...(i > 0 ? [""] : []),
    `${stream.style("bold", skill.name)}  ${clip(skill.signature, within(skill.name.length + 11))}  ${stream.style("dim", score.toFixed(4))}`,
    `  ${clip(skill.description, within(2))}`,
    `  ${stream.style("dim", clip(reasons.join(" · "), within(2)))}`,
    ...(folded ? [`  ${stream.style("dim", clip(`nearly the same: ${folded.join(", ")}`, within(2)))}`] : []),
  ]);
}
