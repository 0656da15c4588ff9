import { describe, expect, it } from "vitest";
import { Budget } from "../budget/budget.ts";
import type { EventBody } from "../events/event.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { ask } from "./ask.ts";

const request = { messages: [{ role: "user" as const, content: "x".repeat(400) }] };
const asking = { role: "coder" as const, attempt: 1 };
const price = { input: 10, output: 100 };

describe("ask", () => {
  it("spends tokens, requests and money, and puts both sides on record", async () => {
    const events: EventBody[] = [];
    const budget = new Budget({ evaluations: 1, attempts: 1, tokens: 1000 });
    const { cost } = await ask(scriptedModel(["four"], { price }), request, budget, {
      ...asking,
      emit: (event) => events.push(event),
    });
    expect(cost).toEqual({ evaluations: 0, requests: 1, tokens: 101, costUsd: (100 * 10 + 100) / 1e6 });
    expect(budget.spent).toMatchObject({ requests: 1, tokens: 101 });
    expect(events.map(({ type }) => type)).toEqual(["model-asked", "model-replied"]);
  });

  it("asks for no longer a reply than the budget pays", async () => {
    const model = scriptedModel(["a", "b"], { price });
    await ask(model, request, new Budget({ evaluations: 1, attempts: 1, tokens: 130 }), asking);
    expect(model.requests[0]?.maxOutputTokens).toBe(30);
    await ask(model, request, new Budget({ evaluations: 1, attempts: 1, costUsd: 0.002 }), asking);
    expect(model.requests[1]?.maxOutputTokens).toBe(10);
  });

  it("sends nothing once the budget is gone", async () => {
    const model = scriptedModel(() => "more");
    const budget = new Budget({ evaluations: 1, attempts: 9, requests: 2 });
    await ask(model, request, budget, asking);
    await ask(model, request, budget, asking);
    await expect(ask(model, request, budget, asking)).rejects.toMatchObject({
      code: "budget-spent",
      value: "2",
    });
    expect(model.requests).toHaveLength(2);
  });

  it("keeps no budget in money without a price", async () => {
    const budget = new Budget({ evaluations: 1, attempts: 1, costUsd: 1 });
    await expect(ask(scriptedModel(["a"]), request, budget, asking)).rejects.toMatchObject({
      code: "model-config",
    });
  });

  it("says interrupted when it was, whatever a model of somebody else's throws then", async () => {
    const stop = new AbortController();
    const complete = async () => {
      stop.abort();
      throw new DOMException("This operation was aborted", "AbortError");
    };
    const budget = new Budget({ evaluations: 1, attempts: 1 });
    const { signal } = stop;
    await expect(ask({ id: "own", complete }, request, budget, { ...asking, signal })).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});
