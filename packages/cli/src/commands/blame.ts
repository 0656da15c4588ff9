import type { Skill } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { count, grouped } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { pad } from "../output/text-width.ts";
import { replacementOf, shortDigest, skillVersion, standingText } from "../programs/skill-version.ts";
import { openStore, storeRoot } from "../wire.ts";

/** `portolan blame`: where a skill comes from: task, voyage, coder, cost, what was shown, what it uses, who calls it. */
export async function run(invocation: Invocation): Promise<number> {
  const { terminal, config, json } = invocation;
  const { stdout } = terminal;
  const root = storeRoot(config.values, terminal.cwd);
  await using store = await openStore(root, config.values, { readOnly: true });
  const skill = await skillVersion(store, invocation.arguments[0] as string);
  const replacement = await replacementOf(store, skill);
  // Callers are of the version that stands in its place.
  const usedBy = replacement ? [] : await store.usedBy(skill.name, { transitive: true });
  if (json) {
    const { name, digest, version, status, author = null, aliasOf = null, uses, evidence } = skill;
    const { task, voyage, episode, attempt, coder, model = null, cost, shown } = evidence;
    const origin = { ...task, voyage, episode, attempt, coder, model, author, aliasOf };
    const spent = {
      evaluations: cost.evaluations,
      tokens: cost.tokens ?? null,
      costUsd: cost.costUsd ?? null,
    };
    printJson(stdout, {
      type: "blame",
      name,
      digest,
      version,
      status,
      replacedBy: replacement?.digest ?? null,
      ...origin,
      ...spent,
      shown: refs(shown),
      uses: refs(uses),
      usedBy: refs(usedBy),
    });
    return 0;
  }
  const rows = rowsOf(skill, standingText(skill, replacement), usedBy);
  printLines(stdout, [
    stdout.style("bold", `${skill.name}@${shortDigest(skill.digest)}`),
    ...rows.map(([label, text]) => `${stdout.style("dim", pad(label, 11))}${text}`),
  ]);
  return 0;
}

function rowsOf(
  { uses, evidence, author, aliasOf, version }: Skill,
  standing: string,
  usedBy: Skill["uses"],
): [string, string][] {
  const { task, voyage, episode, attempt, coder, model, cost, shown } = evidence;
  return [
    ["version", `${version}, ${standing}`],
    ...(aliasOf === undefined ? [] : [["alias of", aliasOf] as [string, string]]),
    ["task", `${task.id} of the suite ${task.suite}`],
    ["voyage", `${voyage}, episode ${episode}, attempt ${attempt}`],
    ["coder", model === undefined ? coder : `${coder}, model ${model}`],
    ...(author === undefined ? [] : [["author", author] as [string, string]]),
    ["cost", costText(cost)],
    ["shown", listed(shown)],
    ["uses", listed(uses)],
    ["used by", usedBy.length === 0 ? "nothing" : usedBy.map(({ name }) => name).join(", ")],
  ];
}

function costText({ evaluations, tokens, costUsd }: Skill["evidence"]["cost"]): string {
  const parts = [count(evaluations, "evaluation")];
  if (tokens !== undefined) parts.push(`${grouped(tokens)} tokens`);
  if (costUsd !== undefined) parts.push(`$${costUsd.toFixed(4)}`);
  return parts.join(", ");
}

function listed(list: Skill["uses"]): string {
  return list.length === 0
    ? "nothing"
    : list.map(({ name, digest }) => `${name}@${shortDigest(digest)}`).join(", ");
}

function refs(list: readonly { name: string; digest: string }[]) {
  return list.map(({ name, digest }) => ({ name, digest }));
}
