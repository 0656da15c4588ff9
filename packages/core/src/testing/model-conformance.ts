import { describe, expect, it } from "vitest";
import type { Model, ModelReply, ModelRequest, ModelUsage } from "../models/model.ts";

/** A request and what the model under test is to reply to it. */
export interface ScriptedExchange {
  request: ModelRequest;
  reply: Partial<ModelReply> & { text: string };
}

const ask = (content: string): ModelRequest => ({ messages: [{ role: "user", content }] });

const plain: ScriptedExchange = { request: ask("Say hello."), reply: { text: "hello" } };

/**
 * What every model must do.
 * @param make a model that answers these exchanges, in this order, and no others
 */
export function modelConformance(
  name: string,
  make: (exchanges: readonly ScriptedExchange[]) => Promise<{ model: Model } & AsyncDisposable>,
): void {
  describe(`${name} is a model`, () => {
    it("names itself and gives the text as it is", async () => {
      const text = "naïve – 日本語 👩‍🚀\r\n\tdone\n";
      await using made = await make([{ request: plain.request, reply: { text } }]);
      const reply = await made.model.complete(plain.request);
      expect(made.model.id).not.toBe("");
      expect(reply).toMatchObject({ text, finish: "stop" });
      expect(reply.model).not.toBe("");
    });

    it("counts in whole tokens, what is cached and thought included", async () => {
      const usage = { inputTokens: 90, cachedInputTokens: 64, outputTokens: 30, reasoningTokens: 20 };
      await using made = await make([{ request: plain.request, reply: { text: "hello", usage } }]);
      expect((await made.model.complete(plain.request)).usage).toEqual(usage);
    });

    it("tells of each request before it is sent and of its usage after", async () => {
      await using made = await make([plain]);
      const told: (string | ModelUsage)[] = [];
      const { usage } = await made.model.complete(plain.request, {
        onRequest: () => told.push("request"),
        onUsage: (one) => told.push(one),
      });
      expect(told).toEqual(["request", usage]);
    });

    it("sends nothing when whoever counts refuses", async () => {
      await using made = await make([plain]);
      const onRequest = (): never => {
        throw new Error("no more");
      };
      await expect(made.model.complete(plain.request, { onRequest })).rejects.toThrow("no more");
      expect((await made.model.complete(plain.request)).text).toBe("hello");
    });

    it("sends nothing when it is told to stop before it starts", async () => {
      await using made = await make([plain]);
      const asking = made.model.complete(plain.request, { signal: AbortSignal.abort() });
      await expect(asking).rejects.toMatchObject({ code: "interrupted" });
      expect((await made.model.complete(plain.request)).text).toBe("hello");
    });

    it("gives the text as it comes, which is the text of the reply", async () => {
      const exchange = { request: plain.request, reply: { text: "one two three", reasoning: "count" } };
      await using made = await make([exchange]);
      const deltas: string[] = [];
      const reply = await made.model.complete(plain.request, { onText: (delta) => deltas.push(delta) });
      expect(deltas.join("")).toBe("one two three");
      expect(reply).toMatchObject({ text: "one two three", reasoning: "count" });
    });

    it.each(["length", "refusal", "filter", "tool-calls"] as const)(
      "returns a reply that ends as %s",
      async (finish) => {
        await using made = await make([{ request: plain.request, reply: { text: "so far", finish } }]);
        expect(await made.model.complete(plain.request)).toMatchObject({ text: "so far", finish });
      },
    );

    it("answers equal requests in order", async () => {
      const replies = ["first", "second", "third"];
      await using made = await make(replies.map((text) => ({ request: plain.request, reply: { text } })));
      for (const text of replies) expect((await made.model.complete(plain.request)).text).toBe(text);
    });

    it("changes no request", async () => {
      const request = {
        ...ask("Say hello."),
        maxOutputTokens: 9,
        temperature: 0,
        seed: 1,
        schema: { name: "hello", schema: { type: "object" } },
      };
      const before = structuredClone(request);
      await using made = await make([{ request, reply: { text: "{}" } }]);
      await made.model.complete(request);
      expect(request).toEqual(before);
    });

    it("fails once there is nothing more to say", async () => {
      await using made = await make([plain]);
      await made.model.complete(plain.request);
      await expect(made.model.complete(plain.request)).rejects.toThrow();
    });
  });
}
