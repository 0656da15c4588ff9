import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { creditOf } from "@portolan/core";
import { openSkillStore } from "@portolan/skills";
import { tableOf } from "../../packages/sandbox/bench/table.ts";
import {
  good,
  harmful,
  ofGood,
  ofHarmful,
  type Script,
  stockAndUse,
  tallyOf,
  trialsUntilDecided,
} from "../../tests/planted-library.ts";
import { byCredit, byRawSuccess, type Lives, type Profile, simulate } from "./life-simulation.ts";

// `pnpm bench:life [--libraries 2000] [--uses 200] [--orders 10] [--page FILE]`: how many uses it takes to demote a skill that does
// harm in a shared library, and how often one that does none is demoted; in simulated libraries, and in the agent's own loop.
const { values } = parseArgs({
  options: {
    libraries: { type: "string", default: "2000" },
    uses: { type: "string", default: "200" },
    orders: { type: "string", default: "10" },
    page: { type: "string" },
  },
});

const profiles: readonly Profile[] = [
  { name: "harmful: costs every task", onlyWith: 0, onlyWithout: 1, both: 0 },
  { name: "harmful: costs half, wins none", onlyWith: 0, onlyWithout: 0.5, both: 0.4 },
  { name: "harmful: costs half, wins a tenth", onlyWith: 0.1, onlyWithout: 0.5, both: 0.3 },
  { name: "harmful: costs a quarter, wins a twentieth", onlyWith: 0.05, onlyWithout: 0.25, both: 0.5 },
  { name: "no use: changes nothing, easy tasks", onlyWith: 0, onlyWithout: 0, both: 0.9 },
  { name: "no use: changes nothing, hard tasks", onlyWith: 0, onlyWithout: 0, both: 0.1 },
  { name: "even: costs as many as it wins", onlyWith: 0.25, onlyWithout: 0.25, both: 0.3 },
  { name: "good on hard tasks: wins a fifth, costs none", onlyWith: 0.2, onlyWithout: 0, both: 0.05 },
  {
    name: "good on hard tasks: wins a fifth, costs a twentieth",
    onlyWith: 0.2,
    onlyWithout: 0.05,
    both: 0.05,
  },
  { name: "good on easy tasks: wins a fifth, costs none", onlyWith: 0.2, onlyWithout: 0, both: 0.75 },
];

const libraries = Number(values.libraries);
const uses = Number(values.uses);

const report = `${simulated()}\n\n${await planted()}`;
process.stdout.write(`${report}\n`);
if (values.page !== undefined) {
  const page = readFileSync(values.page, "utf8");
  const text = page.replace(
    /(<!-- life -->).*(<!-- \/life -->)/s,
    (_, start: string, end: string) => `${start}\n\n${report}\n\n${end}`,
  );
  writeFileSync(values.page, text);
}

function simulated(): string {
  const head = [
    "a skill that is",
    "right when used",
    "demoted",
    "uses until then, median",
    "95 % of them",
    "retired by raw success",
  ];
  const rows = profiles.map((profile) => {
    const credit = simulate(profile, byCredit(), libraries, uses);
    const raw = simulate(profile, byRawSuccess, libraries, uses);
    return [
      profile.name,
      percent(profile.onlyWith + profile.both),
      shareOf(credit),
      at(credit, 0.5),
      at(credit, 0.95),
      shareOf(raw),
    ];
  });
  return tableOf(head, rows);
}

/** The same skills as in tests/life-of-a-skill.test.ts, in real episodes; only the order in which uses are sampled differs. */
async function planted(): Promise<string> {
  const head = [
    "planted skill",
    "uses",
    "right",
    "trials until decided: fewest",
    "median",
    "most",
    "ends as",
  ];
  const rows = [];
  for (const [skill, scripts] of [
    [harmful, ofHarmful],
    [good, ofGood],
  ] as const) {
    const lives = [];
    for (let seed = 0; seed < Number(values.orders); seed++) lives.push(await lifeIn(skill, scripts, seed));
    const made = lives.map(({ trials }) => trials).toSorted((a, b) => a - b);
    const [first] = lives;
    const standings = [...new Set(lives.map(({ standing }) => standing))].join(", ");
    const middle = made[Math.floor(made.length / 2)];
    const counts = [first?.uses, first?.right, made[0], middle, made.at(-1)];
    rows.push([skill.name, ...counts.map(String), standings]);
  }
  return tableOf(head, rows);
}

async function lifeIn(skill: typeof harmful, scripts: readonly Script[], seed: number) {
  const root = mkdtempSync(join(tmpdir(), "portolan-life-"));
  try {
    await using store = await openSkillStore({ root });
    await stockAndUse(store, skill, scripts);
    const trials = await trialsUntilDecided(store, scripts, skill, seed);
    const tally = await tallyOf(store, skill);
    return { trials, uses: tally.uses, right: tally.right, standing: creditOf(tally).standing };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function shareOf({ retiredAfter, libraries: of }: Lives): string {
  return percent(retiredAfter.length / of);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Of the libraries in which it was retired; nothing where those are few. */
function at({ retiredAfter, libraries: of }: Lives, share: number): string {
  if (retiredAfter.length < of / 2) return "–";
  return String(retiredAfter[Math.min(retiredAfter.length - 1, Math.floor(share * retiredAfter.length))]);
}
