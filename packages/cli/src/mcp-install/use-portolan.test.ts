import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { clientOverHttp } from "../mcp/testing/agent-client.ts";
import { testEndpoint } from "../mcp/testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

const text = readFileSync(new URL("../../agent-skills/use-portolan/SKILL.md", import.meta.url), "utf8");

it("names every tool of the server, and nothing that those do not have", async () => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const { tools } = await agent.client.listTools();
  const words = new Map(tools.map(({ name, inputSchema }) => [name, wordsOf(inputSchema)]));
  const named = new Map<string, Set<string>>();
  let tool = "";
  for (const [, word = ""] of text.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)) {
    if (word.includes("_")) tool = word;
    else expect(words.get(tool), `${tool} has ${word}`).toContain(word);
    named.set(tool, (named.get(tool) ?? new Set()).add(word));
  }
  expect([...named.keys()].toSorted()).toEqual([...words.keys()].toSorted());
  for (const { name, inputSchema } of tools)
    for (const argument of inputSchema.required ?? []) expect(named.get(name), name).toContain(argument);
});

it("is short enough to be read whole", () => {
  // Four characters a token, as elsewhere; the specification recommends less than 5,000 tokens.
  expect(text.length / 4).toBeLessThan(1_200);
});

/** Names of properties and values of enumerations, at any depth. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, enum: values = [] } = schema as { properties?: object; enum?: unknown[] };
  const own = [...Object.keys(properties), ...values.filter((one) => typeof one === "string")];
  return [...own, ...Object.values(schema).flatMap(wordsOf)];
}
