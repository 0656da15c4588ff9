import { type Arm, arms, type Climb } from "./climb.ts";

const tiers = ["wooden", "stone", "iron", "diamond", "netherite"];

/** Iterations to each milestone, per arm: mean ± standard deviation, and in how many climbs it was reached. */
export function milestoneTable(climbs: readonly Climb[], calls: number): string {
  const rows = armsOf(climbs).map((arm) => {
    const own = climbs.filter((one) => one.arm === arm);
    const cells = tiers.map((tier) =>
      cell(
        own.flatMap(({ milestones }) => milestones[tier] ?? []),
        own.length,
      ),
    );
    const solved = spread(own.map((one) => one.solved));
    const deepest = Math.max(0, ...own.map(({ depth }) => depth));
    const calling = own.reduce((sum, one) => sum + one.calling, 0);
    const kept = own.reduce((sum, one) => sum + one.solved, 0);
    const share = kept === 0 ? "–" : `${Math.round((100 * calling) / kept)} %`;
    return [
      arm,
      ...cells,
      `${solved} of ${own[0]?.of ?? 0}`,
      spread(own.map((one) => one.iterations)),
      share,
      deepest,
    ];
  });
  const head = ["arm", ...tiers, "solved", "iterations", "call a skill", "depth"];
  return `Programs of at most ${calls} calls; ${new Set(climbs.map(({ seed }) => seed)).size} seeds.\n\n${table(head, rows)}`;
}

/** Unseen goals in another region: how many were solved, and the iterations of each. */
export function transferTable(climbs: readonly Climb[]): string {
  const rows = armsOf(climbs).map((arm) => {
    const own = climbs.filter((one) => one.arm === arm);
    const took = own.flatMap((one) => Object.values(one.took));
    return [
      arm,
      `${spread(own.map((one) => one.solved))} of ${own[0]?.of ?? 0}`,
      took.length > 0 ? spread(took) : "–",
    ];
  });
  return table(["arm", "unseen goals solved", "iterations of a solved one"], rows);
}

function armsOf(climbs: readonly Climb[]): Arm[] {
  return arms.filter((arm) => climbs.some((one) => one.arm === arm));
}

function cell(reached: readonly number[], of: number): string {
  if (reached.length === 0) return `– (0 of ${of})`;
  return `${spread(reached)}${reached.length < of ? ` (${reached.length} of ${of})` : ""}`;
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return `${Math.round(mean * 10) / 10} ± ${Math.round(Math.sqrt(square) * 10) / 10}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}
