import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelConformance } from "../testing/model-conformance.ts";
import { modelEndpoint } from "../testing/model-endpoint.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { openAiModel } from "./open-ai-model.ts";
import { recordedModel } from "./recorded-model.ts";
import { replayModel } from "./replay-model.ts";

modelConformance("the scripted one", async (exchanges) => ({
  model: scriptedModel(exchanges.map(({ reply }) => reply)),
  [Symbol.asyncDispose]: async () => {},
}));

for (const api of ["chat", "responses"] as const) {
  modelConformance(`an endpoint of ${api}`, async (exchanges) => {
    const endpoint = await modelEndpoint(exchanges.map(({ reply }) => reply));
    const model = openAiModel({ baseUrl: endpoint.url, model: "scripted", api, retries: 0 });
    return { model, [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose]() };
  });
}

modelConformance("a recorded one", async (exchanges) => ({
  model: recordedModel(scriptedModel(exchanges.map(({ reply }) => reply)), newFile()),
  [Symbol.asyncDispose]: async () => {},
}));

modelConformance("a replay", async (exchanges) => {
  const file = newFile();
  const recording = recordedModel(scriptedModel(exchanges.map(({ reply }) => reply)), file);
  for (const { request } of exchanges) await recording.complete(request);
  return { model: replayModel(file), [Symbol.asyncDispose]: async () => {} };
});

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), "portolan-model-")), "exchanges.jsonl");
}
