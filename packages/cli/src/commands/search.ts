import type { Match } from "@portolan/core";
import { parseSignature } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wholeNumber } from "../command-line/usage-error.ts";
import { printJson, printLines } from "../output/print.ts";
import { clip } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { storeNote } from "../programs/store-note.ts";
import { openStore, storeRoot } from "../wire.ts";

interface SearchFlags {
  signature?: string;
  limit?: string;
}

/** `portolan search`: skills for a goal, best first, each with the reasons why it was found. */
export async function run(invocation: Invocation<SearchFlags>): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const limit = wholeNumber("--limit", flags.limit);
  if (flags.signature !== undefined) parseSignature(flags.signature);
  const root = storeRoot(config, terminal.cwd);
  await using store = await openStore(root, config);
  const text = invocation.arguments.join(" ");
  const matches = await store.search({ text, signature: flags.signature, limit });
  if (json) {
    for (const { skill, score, reasons } of matches) {
      const { name, signature, description } = skill;
      printJson(terminal.stdout, { type: "match", name, score, signature, description, reasons });
    }
  } else printLines(terminal.stdout, matchLines(matches, terminal.stdout));
  if (matches.length === 0 && !quiet) {
    const why = (await storeNote(store)) ?? `No skill of ${root} fits.`;
    terminal.stderr.write(`${why}\n`);
  }
  return 0;
}

function matchLines(matches: Match[], stream: TerminalStream): string[] {
  const width = stream.columns();
  const within = (indent: number): number | undefined => (width === undefined ? undefined : width - indent);
  return matches.flatMap(({ skill, score, reasons }, i) => [
    ...(i > 0 ? [""] : []),
    `${stream.style("bold", skill.name)}  ${clip(skill.signature, within(skill.name.length + 11))}  ${stream.style("dim", score.toFixed(4))}`,
    `  ${clip(skill.description, within(2))}`,
    `  ${stream.style("dim", clip(reasons.join(" · "), within(2)))}`,
  ]);
}
