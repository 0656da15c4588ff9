/**
 * Derives the costs of operations from programs that the engine found:
 *   node --conditions=@portolan/source packages/core/scripts/synth-score.ts <suite.jsonl> --operations counts.json
 *   node --conditions=@portolan/source packages/core/scripts/synth-costs.ts counts.json [more.json …] > costs.json
 * The counts come from programs that fit the examples, whatever the report's cases say. A cost is half the author's
 * guess and half -log2 of the share among operations with the same result type, at most two bits from the guess: a
 * gentle prior, so that a suite does not carve its own tasks into the language.
 */
import { readFileSync } from "node:fs";
import { operators } from "../src/coders/synth/engine/operators.ts";

const most = 2;
const smoothing = 0.5;
const counts: Record<string, number> = {};
for (const path of process.argv.slice(2)) {
  const more = JSON.parse(readFileSync(path, "utf8")) as Record<string, number>;
  const total = Object.values(more).reduce((sum, count) => sum + count, 0);
  // Every suite has the same weight.
  for (const [name, count] of Object.entries(more))
    counts[name] = (counts[name] ?? 0) + (count / total) * 1000;
}

const groups = Map.groupBy(operators, ({ signature }) =>
  signature.endsWith("[]") ? "list" : signature.split("-> ").at(-1),
);
const costs: Record<string, number> = {};
for (const group of groups.values()) {
  const total = group.reduce((sum, { name }) => sum + (counts[name] ?? 0) + smoothing, 0);
  for (const { name, cost } of group) {
    const bits = 1 - Math.log2(((counts[name] ?? 0) + smoothing) / total);
    const blended = Math.round((cost + bits) / 2);
    costs[name] = Math.max(cost - most, Math.min(cost + most, Math.max(2, blended)));
  }
}
console.log(JSON.stringify(costs, undefined, 2));
