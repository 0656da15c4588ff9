import { describe, expect, it } from "vitest";
import { configSchema } from "./config.ts";
import { coderStages, modelSetting } from "./model-setting.ts";

const main = {
  modelUrl: "http://localhost:11434/v1",
  model: "qwen3",
  modelHeaders: { "x-team": "one" },
  modelBody: { top_k: 5 },
  prices: { qwen3: { input: 0, output: 0 }, "gpt-x": { input: "1.25", cachedInput: 0.1, output: 10 } },
};
const settings = (more: object) => configSchema.parse({ ...main, ...more });

describe("the model of a role", () => {
  it("is the coder's, where nothing else is said", () => {
    expect(modelSetting(settings({}), "judge")).toEqual({
      baseUrl: "http://localhost:11434/v1",
      model: "qwen3",
      api: "chat",
      keyEnv: "OPENAI_API_KEY",
      headers: { "x-team": "one" },
      body: { top_k: 5 },
      timeoutMs: 1_800_000,
      firstByteTimeoutMs: 600_000,
      retries: 5,
      price: { input: 0, output: 0 },
    });
  });

  it("is another name at the same endpoint", () => {
    const config = settings({ models: { judge: "gpt-x", describe: { model: "tiny", body: { top_p: 1 } } } });
    expect(modelSetting(config, "judge")).toMatchObject({
      baseUrl: main.modelUrl,
      model: "gpt-x",
      headers: { "x-team": "one" },
      price: { input: 1.25, cachedInput: 0.1, output: 10 },
    });
    expect(modelSetting(config, "describe")).toMatchObject({ body: { top_k: 5, top_p: 1 } });
    expect(modelSetting(config, "describe").price).toBeUndefined();
    expect(modelSetting(config, "coder").model).toBe("qwen3");
  });

  it("takes nothing from the main endpoint where it has its own", () => {
    const models = { judge: { url: "https://api.example.com/v1", model: "large" } };
    expect(modelSetting(settings({ models, modelApi: "responses" }), "judge")).toMatchObject({
      baseUrl: "https://api.example.com/v1",
      model: "large",
      api: "chat",
      keyEnv: undefined,
      headers: undefined,
      body: undefined,
    });
  });

  it.each([
    [{ model: undefined }, "coder", /No model is set for the role coder/],
    [{}, "large", /No model is set for the role large/],
    [
      { models: { judge: { url: "https://api.example.com/v1" } } },
      "judge",
      /No model is set for the role judge/,
    ],
  ] as const)("is asked for where there is none: %j", (more, role, message) => {
    expect(() => modelSetting(settings(more), role)).toThrow(message);
  });
});

it("splits the coder into its stages", () => {
  expect(coderStages(settings({}))).toEqual(["synth"]);
  expect(coderStages(settings({ coder: "synth,model,large" }))).toEqual(["synth", "model", "large"]);
});

it.each([
  [{ coder: "magic" }, /not made of synth, model and large/],
  [{ coder: "synth,model,synth" }, /not made of synth, model and large, each once/],
  [{ coder: "synth," }, /not made of synth, model and large/],
  [{ modelKeyEnv: "sk-12345" }, /not the name of an environment variable/],
  [{ costUsd: 0 }, /not an amount above 0/],
  [{ modelTimeoutMs: 2 ** 31 }, /not a whole number from 1 to 2147483647/],
  [{ samples: 65 }, /not a whole number from 1 to 64/],
  [{ prices: { a: { input: -1, output: 1 } } }, /not a price of 0 or more/],
  [{ models: { judge: 7 } }, /neither the name of a model nor an object/],
  [{ models: { coder: "x" } }, /coder/],
])("refuses %j", (more, message) => {
  expect(() => settings(more)).toThrow(message);
});
