import { configSchema } from "@portolan/core";
import { modelEndpoint } from "@portolan/core/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Finding } from "./findings.ts";
import { modelFindings } from "./models.ts";

beforeEach(() => void vi.stubEnv("OPENAI_API_KEY", "secret-key"));
afterEach(() => vi.unstubAllEnvs());

async function found(settings: Record<string, unknown>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of modelFindings(configSchema.parse(settings))) findings.push(finding);
  return findings;
}

describe("what the doctor says of models", () => {
  it("says how to set one, and asks nobody, where none is set", async () => {
    expect(await found({})).toEqual([
      { about: "model", status: "none", detail: expect.stringMatching(/^not configured.*--model-url/) },
    ]);
  });

  it("goes through all that an endpoint can do", async () => {
    await using endpoint = await modelEndpoint(["yes", "yes", '{"ok":true}']);
    const findings = await found({ modelUrl: endpoint.url, model: "scripted" });
    expect(findings.map(({ status, detail }) => [status, detail])).toEqual([
      ["ok", `${endpoint.url} has scripted`],
      ["ok", "scripted replies, in 7 tokens"],
      ["ok", "it streams, and counts the tokens of a stream"],
      ["ok", "it keeps to a JSON Schema"],
    ]);
    expect(endpoint.requests).toHaveLength(3);
  });

  it("names the models that are there", async () => {
    await using endpoint = await modelEndpoint(
      () => ({ status: 404, body: { error: { message: "none" } } }),
      {
        models: ["qwen3:8b", "llama3"],
      },
    );
    const findings = await found({ modelUrl: endpoint.url, model: "qwen3" });
    expect(findings[0]).toMatchObject({
      status: "partly",
      detail: `${endpoint.url} has 2 models, not qwen3: qwen3:8b, …`,
    });
    expect(findings[1]).toMatchObject({ status: "failed", next: expect.stringContaining("Correct model") });
    expect(findings).toHaveLength(2);
    expect((await found({ modelUrl: endpoint.url }))[0]).toMatchObject({
      status: "ok",
      detail: `${endpoint.url} has 2 models: qwen3:8b, llama3; no model is set`,
    });
  });

  it("says what is missing, and that it does without", async () => {
    await using endpoint = await modelEndpoint(["yes", "yes", "yes", "true", "sure", "sure", "sure"], {
      models: [],
      unknownFields: ["stream_options", "response_format"],
    });
    const findings = await found({ modelUrl: endpoint.url, model: "old" });
    expect(findings.map(({ status }) => status)).toEqual(["ok", "ok", "partly", "partly"]);
    expect(findings[0]?.detail).toMatch(/lists no models/);
    expect(findings[2]?.detail).toMatch(/does not take stream_options/);
    expect(findings[3]?.detail).toMatch(/does not keep to a JSON Schema: "sure"/);
  });

  it("stops at a wrong key, which it does not show", async () => {
    const refusal = { status: 401, body: { error: { message: "wrong key secret-key" } } };
    await using endpoint = await modelEndpoint(() => refusal);
    const [, replying, ...rest] = await found({ modelUrl: endpoint.url, model: "scripted" });
    expect(replying).toMatchObject({ status: "failed", next: expect.stringContaining("OPENAI_API_KEY") });
    expect(JSON.stringify(replying)).not.toContain("secret-key");
    expect(rest).toEqual([]);
  });

  it("asks each endpoint once, and says which role", async () => {
    await using endpoint = await modelEndpoint(() => '{"ok":true}', { models: ["small", "large"] });
    const models = { judge: "large", describe: "small" };
    const findings = await found({ modelUrl: endpoint.url, model: "small", models });
    expect(new Set(findings.map(({ about }) => about))).toEqual(new Set(["model", "judge"]));
    expect(findings.every(({ status }) => status === "ok")).toBe(true);
  });

  it("says that OpenAI needs a key", async () => {
    vi.stubEnv("OPENAI_API_KEY", "");
    const findings = await found({ model: "gpt-x" });
    expect(findings).toMatchObject([{ about: "model", status: "failed" }]);
    expect(findings[0]?.detail).toMatch(/neither an endpoint nor a key/);
  });
});
