import { type Match, parseSignature, PortolanError, type SkillQuery } from "@portolan/core";
import type { ProcessSandbox } from "@portolan/sandbox";
import type { Invocation } from "../command-line/declaration.ts";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";
import { printJson, printLines } from "../output/print.ts";
import { clip } from "../output/text-width.ts";
import { parseExample } from "../solve/parse-example.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { storeNote } from "../programs/store-note.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface SearchFlags {
  signature?: string;
  example?: string[];
  tag?: string[];
  tool?: string[];
  pure?: boolean;
  author?: string;
  suite?: string;
  limit?: string;
  budget?: string;
}

/** `portolan search`: skills for a goal, best first, each with the reasons why it was found. */
export async function run(invocation: Invocation<SearchFlags>): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const query = queryOf(invocation.arguments.join(" "), flags);
  const root = storeRoot(config, terminal.cwd);
  // It starts a process only where an example has to be run, or types are more than their text.
  await using sandbox = await openSandbox(config);
  await requireSignature(query.signature, sandbox);
  await using store = await openStore(root, config, { sandbox });
  const matches = await store.search(query);
  if (json) for (const match of matches) printJson(terminal.stdout, jsonOf(match));
  else printLines(terminal.stdout, matchLines(matches, terminal.stdout));
  if (matches.length === 0 && !quiet) {
    const why = (await storeNote(store)) ?? `No skill of ${root} fits.`;
    terminal.stderr.write(`${why}\n`);
  }
  return 0;
}

/** @throws PortolanError `usage` */
function queryOf(text: string, flags: SearchFlags): SkillQuery {
  const { signature, example = [], tag, tool, pure, author, suite } = flags;
  if (text === "" && signature === undefined && example.length === 0)
    throw wrongUsage(
      "There is nothing to search for.",
      undefined,
      "Give a goal in plain words, a --signature, or an --example; `portolan search --help` shows them.",
    );
  if (pure && tool)
    throw wrongUsage(
      "--pure and --tool exclude each other.",
      tool,
      "A pure skill uses no tools: give one of the two.",
    );
  return {
    text,
    signature,
    examples: example.map(parseExample),
    filter: {
      ...(tag && { tags: tag }),
      ...((pure || tool) && { tools: tool ?? [] }),
      ...(author !== undefined && { author }),
      ...(suite !== undefined && { suite }),
    },
    limit: wholeNumber("--limit", flags.limit),
    tokenBudget: wholeNumber("--budget", flags.budget),
  };
}

/**
 * A signature of a form that only the type checker understands must be a function type to it.
 * @throws PortolanError `signature-invalid`
 */
async function requireSignature(signature: string | undefined, types: ProcessSandbox): Promise<void> {
  if (signature === undefined) return;
  try {
    parseSignature(signature);
  } catch (error) {
    const [relation] = error instanceof PortolanError ? await types.relate(signature, [signature]) : [];
    if (relation !== "same") throw error;
  }
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
