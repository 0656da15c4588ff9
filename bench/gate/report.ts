import { tableOf } from "../../packages/sandbox/bench/table.ts";
import type { Found, Regime, Row } from "./bench.ts";
import { type FaultKind, faultKinds } from "./fault.ts";
import {
  admittedOf,
  errorsOf,
  inRegime,
  refusedOf,
  rightOf,
  type Share,
  workOf,
  wrongOf,
} from "./summary.ts";

const regimes: readonly Regime[] = ["with cases", "without cases"];

/** All tables for people, as Markdown, by the mark under which the page has them. */
export function reportOf(found: Found, evaluators: readonly string[]): Record<string, string> {
  return {
    overall: overall(found),
    kinds: byKind(found),
    suites: bySuite(found),
    checks: regimes.map((regime) => byCheck(found.rows, regime, evaluators)).join("\n\n"),
    styles: byStyle(found.rows),
    slipping: slipping(found.rows),
  };
}

function overall({ rows, tasks }: Found): string {
  const count = Object.values(tasks).reduce((sum, { used }) => sum + used, 0);
  const lines = regimes.map((regime) => {
    const own = inRegime(rows, regime);
    const { falseAdmissions, falseRefusals, questions } = errorsOf(own);
    const hidden = admittedOf(wrongOf(own).filter(({ on }) => on !== "user"));
    const fitting = admittedOf(wrongOf(own).filter(({ fits }) => fits));
    const tried = new Set(own.map(({ task }) => task)).size;
    return [
      regime,
      tried.toLocaleString("en"),
      shareOf(falseAdmissions),
      shareOf(fitting),
      shareOf(hidden),
      shareOf(falseRefusals),
      shareOf(questions),
    ];
  });
  const head = [
    "gate",
    "tasks",
    "wrong admitted",
    "… of those that fit the examples",
    "… of those that known inputs show",
    "right refused",
    "right asked about",
  ];
  return [`${count} tasks.`, tableOf(head, lines)].join("\n\n");
}

function byKind({ rows, dropped }: Found): string {
  const lines = faultKinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) return [];
    return [
      [kind, ...regimes.map((regime) => shareOf(admittedOf(inRegime(own, regime)))), told(dropped, kind)],
    ];
  });
  return tableOf(
    ["fault", ...regimes.map((regime) => `admitted ${regime}`), "not to be told from right"],
    lines,
  );
}

function told(dropped: Found["dropped"], kind: FaultKind): string {
  return (dropped[kind] ?? 0).toLocaleString("en");
}

function bySuite({ rows, tasks }: Found): string {
  const lines = Object.entries(tasks).map(([set, { all, used }]) => {
    const own = rows.filter((row) => row.set === set);
    return [
      set,
      `${used} of ${all}`,
      ...regimes.flatMap((regime) => {
        const { falseAdmissions, falseRefusals } = errorsOf(inRegime(own, regime));
        return [shortShare(falseAdmissions), shortShare(falseRefusals)];
      }),
    ];
  });
  const head = ["suite", "tasks with a right program"];
  return tableOf(
    [...head, ...regimes.flatMap((regime) => [`wrong admitted, ${regime}`, `right refused, ${regime}`])],
    lines,
  );
}

function byCheck(rows: readonly Row[], regime: Regime, evaluators: readonly string[]): string {
  const lines = workOf(inRegime(rows, regime), evaluators).map(({ evaluator, first, alone, right }) => [
    `\`${evaluator}\``,
    ...[first, alone, right].map((count) => count.toLocaleString("en")),
  ]);
  const head = ["evaluator", "first to refuse", "alone in refusing", "right ones refused"];
  return [`The gate ${regime}:`, tableOf(head, lines)].join("\n\n");
}

function byStyle(rows: readonly Row[]): string {
  const right = Map.groupBy(rightOf(rows), ({ variant }) => variant);
  const lines = [...right].map(([style, own]) => [
    style,
    ...regimes.map((regime) => shortShare(refusedOf(inRegime(own, regime)))),
  ]);
  return tableOf(["right candidates", ...regimes.map((regime) => `refused ${regime}`)], lines);
}

/** Where the wrong ones that are admitted go wrong. */
function slipping(rows: readonly Row[]): string {
  const places = {
    examples: "on an example alone",
    hidden: "on a hidden input of the task",
    user: "only on other inputs of its types",
    calls: "by calls, time or its arguments",
  } as const;
  const lines = Object.entries(places).map(([on, about]) => {
    const own = wrongOf(rows).filter((row) => row.on === on);
    return [about, ...regimes.map((regime) => shareOf(admittedOf(inRegime(own, regime))))];
  });
  return tableOf(["goes wrong", ...regimes.map((regime) => `admitted ${regime}`)], lines);
}

function shareOf(share: Share): string {
  if (share.of === 0) return "–";
  return `${percent(share.right / share.of)} (${percent(share.lower)}–${percent(share.upper)}), ${shortCount(share)}`;
}

function shortShare(share: Share): string {
  return share.of === 0 ? "–" : `${percent(share.right / share.of)}, ${shortCount(share)}`;
}

function shortCount({ right, of }: Share): string {
  return `${right.toLocaleString("en")} of ${of.toLocaleString("en")}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`;
}
