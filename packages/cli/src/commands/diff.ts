import { createTwoFilesPatch } from "diff";
import type { Case, Skill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson } from "../output/print.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { shortDigest, skillVersion } from "../programs/skill-version.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan diff`: how two versions, or two skills, differ: signature, source, cases, evidence. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, config, json } = invocation;
  const { stdout } = terminal;
  const root = storeRoot(config.values, terminal.cwd);
  await using store = await openStore(root, config.values, { readOnly: true });
  const [one, other] = invocation.arguments as [string, string?];
  const from = await skillVersion(store, one);
  const to = other === undefined ? await requireSkill(store, from.name) : await skillVersion(store, other);
  const parts = partsOf(from, to);
  if (json) {
    const patches = Object.fromEntries(parts.map(({ part, patch }) => [part, patch]));
    printJson(stdout, { type: "diff", from: refOf(from), to: refOf(to), ...patches });
    return 0;
  }
  for (const { patch } of parts)
    for (const line of patch.split("\n")) stdout.write(`${styled(line, stdout)}\n`);
  if (parts.length === 0) stdout.write("They do not differ.\n");
  return 0;
}

function refOf({ name, digest, version }: Skill) {
  return { name, digest, version };
}

/** Unified diffs of what differs. */
function partsOf(from: Skill, to: Skill): { part: string; patch: string }[] {
  const texts: [string, (skill: Skill) => string][] = [
    ["signature", ({ signature }) => `${signature}\n`],
    ["source", ({ source }) => source],
    ["cases", ({ evals }) => casesText(evals)],
    ["evidence", ({ evidence }) => `${JSON.stringify(evidence, null, 2)}\n`],
  ];
  return texts.flatMap(([part, textOf]) => {
    const [before, after] = [textOf(from), textOf(to)];
    if (before === after) return [];
    const label = ({ name, digest }: Skill): string => `${name}@${shortDigest(digest)} ${part}`;
    const patch = createTwoFilesPatch(label(from), label(to), before, after, undefined, undefined, {
      context: 3,
    });
    return [{ part, patch: patch.replace(/^=+\n/, "").trimEnd() }];
  });
}

/** One case a line, so that a line that differs is a case. */
function casesText({ examples, cases }: Skill["evals"]): string {
  return linesOf("example", examples) + linesOf("case", cases);
}

function linesOf(kind: string, cases: readonly Case[]): string {
  return cases.map((one) => `${kind} ${JSON.stringify(one)}\n`).join("");
}

function styled(line: string, stream: TerminalStream): string {
  if (/^(---|\+\+\+) /.test(line)) return stream.style("bold", line);
  const format = { "+": "green", "-": "red", "@": "cyan" } as const;
  const look = format[line.charAt(0) as keyof typeof format];
  return look ? stream.style(look, line) : line;
}
