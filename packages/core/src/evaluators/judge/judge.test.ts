import { describe, expect, it } from "vitest";
import { scriptedModel } from "../../testing/scripted-model.ts";
import { createJudge } from "./judge.ts";

const rubric = [{ id: "sum", text: "It is the sum." }];
const task = { goal: "The sum." };
const view = { runs: [{ input: [1, 2], outcome: { returned: 3 } }] };
const reply = (met: boolean, quotes: string[]): string =>
  JSON.stringify({ criteria: [{ id: "sum", met, quotes, reason: "so it is" }] });

describe("a judge", () => {
  it("needs a quote of what was shown for what it finds met", async () => {
    for (const [quotes, met] of [
      [['"returned":3'], true],
      [['"returned": 3'], true],
      [['"returned":4'], false],
      [['"returned":3', '"returned":4'], false],
      [["The sum."], false],
      [["3"], false],
      [[], false],
    ] as const) {
      const judge = createJudge({ model: scriptedModel([reply(true, [...quotes])]), rubric });
      expect(await judge.assess(task, view), quotes.join()).toMatchObject({
        met,
        findings: [{ void: !met }],
      });
    }
  });

  it("needs no quote for what it finds not met", async () => {
    const judge = createJudge({ model: scriptedModel([reply(false, [])]), rubric });
    expect(await judge.assess(task, view)).toMatchObject({ met: false, findings: [{ void: false }] });
  });

  it.each([
    ["no JSON", "It is fine.", /not one JSON object/],
    ["another shape", '{"passed":true}', /criteria/],
    ["a criterion too few", '{"criteria":[]}', /one entry for each of: sum/],
    ["a criterion twice", `{"criteria":[${[1, 2].map(() => reply(true, []).slice(13, -2)).join()}]}`, /sum/],
  ])("is told once what was wrong with %s", async (_, wrong, problem) => {
    const model = scriptedModel([wrong, reply(true, ['"returned":3'])]);
    const assessment = await createJudge({ model, rubric }).assess(task, view);
    expect(assessment).toMatchObject({ kind: "judged", met: true, cost: { requests: 2 } });
    expect(model.requests[1]?.messages.at(-1)?.content).toMatch(problem);
    const stubborn = scriptedModel([wrong, wrong]);
    expect(await createJudge({ model: stubborn, rubric }).assess(task, view)).toMatchObject({
      kind: "unreadable",
    });
    expect(stubborn.requests).toHaveLength(2);
  });

  it("takes JSON in a block", async () => {
    const model = scriptedModel([`\`\`\`json\n${reply(true, ['"returned":3'])}\n\`\`\``]);
    expect(await createJudge({ model, rubric }).assess(task, view)).toMatchObject({ met: true });
  });

  it("is another one when model, rubric or what it is shown changes", () => {
    const digests = [
      createJudge({ model: scriptedModel([]) }),
      createJudge({ model: scriptedModel([], { id: "other" }) }),
      createJudge({ model: scriptedModel([]), rubric }),
      createJudge({ model: scriptedModel([]), stateCharacters: 1_000 }),
    ].map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(4);
    expect(createJudge({ model: scriptedModel([]) }).digest).toBe(digests[0]);
  });

  it("says how much of the state it did not show, and takes no quote from there", async () => {
    const model = scriptedModel([reply(true, ["needle"])]);
    const state = { text: `${"x".repeat(5_000)}needle${"x".repeat(5_000)}` };
    const assessment = await createJudge({ model, rubric, stateCharacters: 1_000 }).assess(task, {
      after: state,
    });
    expect(assessment).toMatchObject({ met: false, cut: 9016 });
  });
});
