import { describe, expect, it } from "vitest";
import { PortolanError } from "../errors/portolan-error.ts";
import { parseSuite, readSuite } from "./suite.ts";
import { skillNameOf } from "./task.ts";

const line = (fields: object = {}): string =>
  JSON.stringify({
    id: "s/double",
    suite: "s",
    goal: "Twice the number.",
    signature: "(n: number) => number",
    examples: [{ input: [1], output: 2 }],
    ...fields,
  });
const parse = (...lines: string[]) => parseSuite(lines.join("\n"), { path: "suite.jsonl" });

describe("parseSuite", () => {
  it("orders tasks, fills defaults and ignores keys it does not know", () => {
    const suite = parse(line({ id: "s/b", order: 2, note: "x" }), "", line({ id: "s/a", order: 1 }));
    expect(suite.tasks.map(({ id }) => id)).toEqual(["s/a", "s/b"]);
    expect(suite.tasks[0]).toMatchObject({ cases: [], score: [] });
    expect(suite.name).toBe("s");
  });

  it("has a digest of what the tasks say, not of how they are written", () => {
    expect(parse(line()).digest).toBe(parse("", line({ note: "other" })).digest);
    expect(parse(line()).digest).not.toBe(parse(line({ goal: "Thrice." })).digest);
  });

  it("takes a byte order mark before the first line", () => {
    expect(parse(`\uFEFF${line()}`).digest).toBe(parse(line()).digest);
  });

  it.each([
    [
      "what is nested without end",
      line({ id: "s/b" }).replace('"input":[1]', `"input":[${"[".repeat(60_000)}${"]".repeat(60_000)}]`),
      /suite\.jsonl:2: it is nested too deeply/,
    ],
    ["not JSON", "{", /suite\.jsonl:2: the line is not JSON/],
    ["a missing field", line({ id: "s/b", goal: undefined }), /suite\.jsonl:2: goal:/],
    [
      "a wrong arity",
      line({ id: "s/b", cases: [{ input: [1, 2], output: 3 }] }),
      /cases\[0\]: input has 2 values, and the signature takes 1/,
    ],
    [
      "a signature that is none",
      line({ id: "s/b", signature: "(n) => number" }),
      /suite\.jsonl:2: signature: .*is not a function signature/,
    ],
    [
      "an input of another type",
      line({ id: "s/b", examples: [{ input: ["1"], output: 2 }] }),
      /suite\.jsonl:2: examples\[0\]: n is not of type number/,
    ],
    [
      "an output of another type",
      line({ id: "s/b", score: [{ input: [1], output: [2] }] }),
      /suite\.jsonl:2: score\[0\]: output is not of type number/,
    ],
    [
      "a property that there is not",
      line({ id: "s/b", properties: [{ kind: "idempotant" }] }),
      /suite\.jsonl:2: properties\.0\.kind/,
    ],
    [
      "a property of other types",
      line({ id: "s/b", properties: [{ kind: "never-throws" }, { kind: "preserves-length" }] }),
      /properties\[1\] \(preserves-length\): parameter 0 and the result have no length/,
    ],
    ["an id twice", line(), /"s\/double" occurs twice/],
    ["no examples", line({ id: "s/b", examples: [] }), /suite\.jsonl:2: examples:/],
  ])("names file, line and field for %s", (_, broken, message) => {
    expect(() => parse(line(), broken)).toThrow(message);
  });

  it("refuses an empty file, and one that is not there", async () => {
    expect(() => parse("")).toThrow(/holds no task/);
    await expect(readSuite("/nowhere/suite.jsonl")).rejects.toThrow(PortolanError);
  });
});

describe("skillNameOf", () => {
  it.each([
    [{ id: "lists/x", name: "count-evens" }, "count-evens"],
    [{ id: "sygus-strings/0191e2059b" }, "sygus-strings-0191e2059b"],
    [{ id: "42 Things!" }, "skill-42-things"],
    [{ id: "…" }, "skill"],
    [{ id: "s/q", name: "quarantine" }, "skill-quarantine"],
    [{ id: "delete" }, "skill-delete"],
    [{ id: "x".repeat(80) }, "x".repeat(64)],
  ])("%j → %s", (task, name) => expect(skillNameOf(task)).toBe(name));
});
