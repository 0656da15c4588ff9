import { parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { sampleExperiment } from "../../testing/sample-experiment.ts";
import { trial } from "../../testing/task-result.ts";
import { summarise } from "../summary.ts";
import { csvReport } from "./csv.ts";
import { markdownReport } from "./markdown.ts";
import { parquetReport } from "./parquet.ts";

const experiment = sampleExperiment({ seeds: 2 });

it("writes a line of CSV for each trial, and no formula", () => {
  const [head, ...lines] = csvReport(experiment).trimEnd().split("\r\n");
  expect(head).toMatch(/^experiment,suite,arm,seed,position,task,/);
  expect(lines).toHaveLength(experiment.trials.length);
  const text = csvReport({ trials: [trial({ reason: '=1+1, "x"\nline', called: ["a", "b"] })] });
  expect(text).toContain(`,"'=1+1, ""x""\nline",`);
  expect(text).toContain(",a;b,");
});

it("writes Parquet with the types of the figures, the same bytes each time", async () => {
  const bytes = parquetReport(experiment);
  const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
  const last = experiment.trials.at(-1);
  expect(rows).toHaveLength(experiment.trials.length);
  expect(rows.at(-1)).toMatchObject({
    task: last?.task,
    seed: last?.seed,
    succeeded: last?.succeeded,
    evaluations: last?.evaluations,
    retrieved: "[]",
  });
  expect(rows.at(-1)?.["tokens"] ?? undefined).toBeUndefined();
  expect(parquetReport(experiment)).toEqual(bytes);
});

it("writes Markdown in which no name is markup", () => {
  const trials = experiment.trials.map((one) => ({ ...one, task: `${one.task}|*x*` }));
  const text = markdownReport(summarise({ ...experiment, trials }));
  expect(text).toContain("# Experiment 5a3b7e0c91d2");
  expect(text).toContain("| library | ");
  expect(text).toContain(String.raw`sample/join-runs\|\*x\*`);
  const tables = text.split("\n").filter((line) => line.startsWith("|"));
  expect(tables.length).toBeGreaterThan(20);
  expect(markdownReport(summarise(sampleExperiment({ trials: 30 })))).toContain(
    "**Half-finished: 30 of 288 trials",
  );
});
