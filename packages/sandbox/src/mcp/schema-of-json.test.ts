import { expect, it } from "vitest";
import { schemaOfJson } from "./schema-of-json.ts";

const object = { type: "object", properties: { a: { type: "number" } }, required: ["a"] };

it("finds a misspelt property of an input, and lets an output have more", () => {
  expect(schemaOfJson(object, "input").safeParse({ a: 1, b: 2 }).success).toBe(false);
  expect(schemaOfJson(object, "output").safeParse({ a: 1, b: 2 }).success).toBe(true);
  const open = { ...object, additionalProperties: true };
  expect(schemaOfJson(open, "input").safeParse({ a: 1, b: 2 }).success).toBe(true);
});

it("closes no object that several schemas describe together", () => {
  const both = { allOf: [object, { type: "object", properties: { b: { type: "number" } } }] };
  expect(schemaOfJson(both, "input").safeParse({ a: 1, b: 2 }).success).toBe(true);
  expect(schemaOfJson(both, "input").safeParse({ b: 2 }).success).toBe(false);
});

it("takes properties by any name for what they are", () => {
  const odd = { type: "object", properties: { properties: { type: "string" }, pattern: { type: "string" } } };
  const schema = schemaOfJson(odd, "input");
  expect(schema.safeParse({ properties: "x", pattern: "(" }).success).toBe(true);
  expect(schema.safeParse({ pattern: 1 }).success).toBe(false);
});

it("runs no regular expression of others", () => {
  const slow = { type: "string", pattern: "^(a+)+$" };
  expect(schemaOfJson(slow, "input").safeParse(`${"a".repeat(40)}!`).success).toBe(true);
  const keys = { type: "object", patternProperties: { "^(a+)+$": { type: "number" } } };
  expect(schemaOfJson(keys, "output").safeParse({ [`${"a".repeat(40)}!`]: 1 }).success).toBe(true);
});

it("leaves constants and defaults as they are", () => {
  const constant = { const: { pattern: "x", properties: {} } };
  expect(schemaOfJson(constant, "input").safeParse({ pattern: "x", properties: {} }).success).toBe(true);
});

it.each([[undefined], [true], [{ $ref: "https://example.com/schema.json" }], [{ type: "no-such-type" }]])(
  "accepts any JSON where a schema says what zod cannot: %j",
  (schema) => {
    expect(schemaOfJson(schema, "input").safeParse({ any: ["thing"] }).success).toBe(true);
  },
);
