import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf, equalJson, type Json } from "./json.ts";

const json = fc.jsonValue() as fc.Arbitrary<Json>;

describe("canonicalJson", () => {
  it("does not depend on the order of keys", () => {
    expect(canonicalJson({ b: 1, a: [{ d: 2, c: 3 }] })).toBe('{"a":[{"c":3,"d":2}],"b":1}');
  });

  it("reads back as an equal value", () => {
    fc.assert(fc.property(json, (value) => equalJson(JSON.parse(canonicalJson(value)), value)));
  });

  it("is equal exactly for equal values", () => {
    fc.assert(fc.property(json, json, (a, b) => equalJson(a, b) === (canonicalJson(a) === canonicalJson(b))));
  });
});

describe("equalJson", () => {
  it("tells arrays from records and null from everything", () => {
    expect(equalJson([], {})).toBe(false);
    expect(equalJson(null, {})).toBe(false);
    expect(equalJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(equalJson({ a: 1 }, { b: 1 })).toBe(false);
  });

  it("does not take inherited keys for own ones", () => {
    expect(equalJson({ toString: 1 }, { valueOf: 1 })).toBe(false);
  });
});

describe("digestOf", () => {
  it("is SHA-256 of the canonical text", () => {
    expect(digestOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });
});
