import { relative } from "node:path";
import type { StoreProblem } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { count } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { requireStore } from "../programs/require-store.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openEmbedder, openStore, storeRoot } from "../wire.ts";

/** `portolan store check`: what differs between folders, what they say, and the index. */
export async function run({
  terminal,
  flags,
  config,
  json,
  quiet,
}: Invocation<{ repair?: boolean }>): Promise<number> {
  const { checkStore, repairStore } = await import("@portolan/skills");
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  const embedder = await openEmbedder(config.values, root);
  // Opening refuses what is no store, or one that a newer Portolan wrote.
  await using store = await openStore(root, config.values, { readOnly: true });
  const { repaired, left } = flags.repair
    ? await repairStore(root, { embedder })
    : { repaired: [], left: await checkStore(root, { embedder }) };
  for (const problem of repaired) print(problem, true, terminal, json);
  for (const problem of left) print(problem, false, terminal, json);
  const errors = left.filter(({ severity }) => severity === "error");
  if (!quiet)
    terminal.stderr.write(`${summary((await store.list()).length, repaired.length, left, flags.repair)}\n`);
  return errors.length === 0 ? 0 : 1;
}

function print(problem: StoreProblem, repaired: boolean, { stdout, cwd }: Terminal, json: boolean): void {
  const { kind, severity, skill, path, message, repair } = problem;
  if (json) {
    printJson(stdout, {
      type: "problem",
      kind,
      severity,
      skill: skill ?? null,
      path,
      message,
      repair,
      repaired,
    });
    return;
  }
  const mark = repaired ? stdout.style("green", "✓") : severity === "error" ? stdout.style("red", "✗") : "–";
  stdout.write(
    `${mark} ${message}\n  ${relative(cwd, path) || path}\n  ${repaired ? "repaired" : "repair"}: ${repair}\n`,
  );
}

function summary(
  skills: number,
  repaired: number,
  left: StoreProblem[],
  repairing: boolean | undefined,
): string {
  const errors = left.filter(({ severity }) => severity === "error").length;
  const parts = [count(skills, "active skill")];
  if (repaired > 0) parts.push(`${count(repaired, "problem")} repaired`);
  parts.push(errors === 0 ? "nothing is wrong" : count(errors, "problem"));
  if (left.length > errors)
    parts.push(`${count(left.length - errors, "notice")} that ordinary use puts right`);
  const hint = errors > 0 && !repairing ? " Add --repair to repair." : "";
  return `${parts.join(", ")}.${hint}`;
}
