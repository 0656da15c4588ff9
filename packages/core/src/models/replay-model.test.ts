import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Budget } from "../budget/budget.ts";
import { modelEndpoint } from "../testing/model-endpoint.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { ask } from "./ask.ts";
import type { ModelRequest, ModelUsage } from "./model.ts";
import { openAiModel } from "./open-ai-model.ts";
import { recordedModel } from "./recorded-model.ts";
import { replayModel } from "./replay-model.ts";

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "portolan-replay-")), "a", "exchanges.jsonl");
const request = (content: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: "system", content: "Write TypeScript." },
    { role: "user", content },
  ],
  ...more,
});

async function recorded(exchanges: readonly [ModelRequest, string][], file = newFile()): Promise<string> {
  const model = recordedModel(scriptedModel(exchanges.map(([, text]) => text)), file);
  for (const [asked] of exchanges) await model.complete(asked);
  return file;
}

describe("a recording", () => {
  it("has neither key nor headers, and replays requests, usage and cost of a real endpoint", async () => {
    await using endpoint = await modelEndpoint([
      { status: 503, body: "busy", headers: { "retry-after-ms": "1" } },
      { text: "42", reasoning: "6 × 7" },
    ]);
    const file = newFile();
    const live = openAiModel({
      baseUrl: endpoint.url,
      model: "small",
      apiKey: "secret-key",
      headers: { "x-team": "secret-team" },
      price: { input: 1, output: 2 },
    });
    const limits = { evaluations: 1, attempts: 1, costUsd: 1 };
    const asking = { role: "coder" as const, attempt: 1 };
    const first = await ask(recordedModel(live, file), request("6 × 7?"), new Budget(limits), asking);
    expect(readFileSync(file, "utf8")).not.toMatch(/secret/);
    const replay = replayModel(file);
    expect(replay.id).toBe(live.id);
    const again = await ask(replay, request("6 × 7?"), new Budget(limits), asking);
    expect(again).toEqual(first);
    expect(again.cost.requests).toBe(2);
    expect(again.reply.reasoning).toBe("6 × 7");
  });

  it("loses a torn line and nothing else, also when written on", async () => {
    const file = await recorded([[request("a"), "one"]]);
    const torn = readFileSync(file, "utf8").slice(0, 90);
    appendFileSync(file, torn);
    await recorded([[request("b"), "two"]], file);
    const replay = replayModel(file);
    expect((await replay.complete(request("a"))).text).toBe("one");
    expect((await replay.complete(request("b"))).text).toBe("two");
  });

  it("takes the lines of several writers", async () => {
    const file = newFile();
    await Promise.all(["a", "b", "c"].map((name) => recorded([[request(name), `${name}!`]], file)));
    const replay = replayModel(file);
    for (const name of ["c", "a", "b"]) expect((await replay.complete(request(name))).text).toBe(`${name}!`);
  });

  it("keeps nothing of a request that failed", async () => {
    const file = newFile();
    const model = recordedModel(scriptedModel([new Error("down"), "up"]), file);
    await expect(model.complete(request("a"))).rejects.toThrow("down");
    await model.complete(request("a"));
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
  });
});

describe("a request that is not recorded", () => {
  it("is told by the first field that differs from the nearest one", async () => {
    const file = await recorded([
      [request("something else altogether"), "a"],
      [request(`${"x".repeat(100)} sort the words, upwards`), "b"],
    ]);
    const asking = replayModel(file).complete(request(`${"x".repeat(100)} sort the words, downwards`));
    await expect(asking).rejects.toMatchObject({
      code: "model-recording-invalid",
      message: expect.stringContaining("differs first in messages[1].content"),
      value: `recorded: "…${"x".repeat(13)} sort the words, upwards"\nasked:    "…${"x".repeat(13)} sort the words, downwards"`,
    });
  });

  it.each([
    [{ temperature: 0.5 }, "temperature", 'recorded: nothing\nasked:    "0.5"'],
    [{ maxOutputTokens: 7 }, "maxOutputTokens", 'recorded: nothing\nasked:    "7"'],
  ])("is told by a field that only one of them has: %j", async (more, path, value) => {
    const file = await recorded([[request("a"), "one"]]);
    await expect(replayModel(file).complete(request("a", more))).rejects.toMatchObject({
      message: expect.stringContaining(`differs first in ${path}.`),
      value,
    });
  });

  it("is one too many of those that are", async () => {
    const replay = replayModel(await recorded([[request("a"), "one"]]));
    await replay.complete(request("a"));
    await expect(replay.complete(request("a"))).rejects.toThrow(
      /has this request once, and it is asked once/,
    );
  });
});

describe("a file", () => {
  const exchange = { request: "0".repeat(64), model: "m", asked: {}, reply: {}, requests: 1, usages: [] };
  it.each([
    ["that is missing", undefined, /cannot be read/],
    ["without exchanges", "", /has no exchange/],
    ["of something else", '{"hello":"world"}\n', /:1 is not a recorded exchange/],
    ["with a line that is not whole", `\n${JSON.stringify(exchange)}\n`, /:2 is not a recorded exchange/],
  ])("%s is refused", async (_, content, message) => {
    const file = join(mkdtempSync(join(tmpdir(), "portolan-replay-")), "exchanges.jsonl");
    if (content !== undefined) writeFileSync(file, content);
    expect(() => replayModel(file)).toThrow(message);
    expect(() => replayModel(file)).toThrow(expect.objectContaining({ code: "model-recording-invalid" }));
  });

  it("of several models is replayed one by one", async () => {
    const file = newFile();
    for (const id of ["small", "large"])
      await recordedModel(scriptedModel([`from ${id}`], { id }), file).complete(request("a"));
    expect(() => replayModel(file)).toThrow(/small and large/);
    expect(() => replayModel(file, { id: "huge" })).toThrow(/none of huge/);
    const usages: ModelUsage[] = [];
    const large = replayModel(file, { id: "large" });
    const reply = await large.complete(request("a"), { onUsage: (usage) => usages.push(usage) });
    expect(reply.text).toBe("from large");
    expect(usages).toEqual([reply.usage]);
  });
});
