import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSuite } from "@portolan/bench";
import { standardEvaluators, type StandardEvaluators } from "@portolan/core";
import { createSandbox, type ProcessSandbox } from "@portolan/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Row, rowsOf } from "./bench.ts";
import { candidatesFor } from "./candidates.ts";
import { Memory } from "./memory.ts";
import { referenceSources } from "./reference-sources.ts";
import { inRegime, refusedOf, rightOf, workOf, wrongOf } from "./summary.ts";

// The benchmark on two tasks, small enough to run with the other tests.
const names = new Set(["take-first", "clamp"]);
const folder = mkdtempSync(join(tmpdir(), "portolan-gate-"));
let sandbox: ProcessSandbox;
let evaluators: StandardEvaluators;
let rows: Row[];

beforeAll(async () => {
  sandbox = createSandbox();
  evaluators = standardEvaluators(sandbox);
  rows = await rowsWith(evaluators);
}, 60_000);
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

it("refuses no right program", () => {
  expect(refusedOf(rightOf(rows))).toMatchObject({ right: 0, of: 4 });
});

it("admits of the wrong ones exactly these", () => {
  const admitted = (regime: Row["regime"]): Record<string, number> => {
    const own = wrongOf(inRegime(rows, regime)).filter(({ refusedBy }) => refusedBy.length === 0);
    return Object.fromEntries(
      [...Map.groupBy(own, ({ kind }) => kind)].map(([kind, { length }]) => [kind, length]),
    );
  };
  expect({ with: admitted("with cases"), without: admitted("without cases") }).toMatchInlineSnapshot(`
    {
      "with": {
        "wrong on empty": 1,
      },
      "without": {
        "off by one": 1,
      },
    }
  `);
});

it("has each evaluator refuse first as many as these, so that taking one out shows", () => {
  const ids = [...evaluators.visible, ...evaluators.gate].map(({ id }) => id);
  const work = workOf(inRegime(rows, "with cases"), ids);
  // What reads the clock is refused by determinism too, where the clock happens to tick between two runs.
  const counted = work.map(({ evaluator, first, alone }) => [
    evaluator,
    evaluator === "type-check" ? { first } : { first, alone },
  ]);
  expect(Object.fromEntries(counted) as Record<string, { first: number; alone?: number }>)
    .toMatchInlineSnapshot(`
      {
        "agreement": {
          "alone": 0,
          "first": 0,
        },
        "determinism": {
          "alone": 2,
          "first": 2,
        },
        "evaluator-audit": {
          "alone": 0,
          "first": 0,
        },
        "examples": {
          "alone": 0,
          "first": 4,
        },
        "examples-table": {
          "alone": 0,
          "first": 1,
        },
        "gate-cases": {
          "alone": 5,
          "first": 8,
        },
        "generated": {
          "alone": 1,
          "first": 1,
        },
        "needless-code": {
          "alone": 0,
          "first": 0,
        },
        "policy": {
          "alone": 0,
          "first": 0,
        },
        "properties": {
          "alone": 0,
          "first": 0,
        },
        "reads-input": {
          "alone": 0,
          "first": 0,
        },
        "swallowed-errors": {
          "alone": 0,
          "first": 0,
        },
        "type-check": {
          "first": 2,
        },
      }
    `);
});

async function rowsWith(gate: StandardEvaluators): Promise<Row[]> {
  const { tasks } = await loadSuite("lists");
  const written = await referenceSources("lists", sandbox);
  const setting = {
    sandbox,
    evaluators: gate,
    memory: new Memory(join(folder, "trials.jsonl")),
    each: 1,
    kinds: 12,
  };
  const all: Row[] = [];
  for (const task of tasks.filter(({ name }) => names.has(name ?? ""))) {
    const program = {
      name: task.name as string,
      signature: task.signature,
      source: written.get(task.name as string) as string,
      modules: {},
    };
    const programs = { right: [{ style: "reference", program }], overfitted: [] };
    const { chosen } = await candidatesFor(task, tasks, programs, setting);
    for (const candidate of chosen) all.push(...(await rowsOf("lists", task, candidate, [], setting)));
  }
  return all;
}
