import { expect, it } from "vitest";
import { armSchema } from "./arm.ts";
import { parseArm, parseArms } from "./parse-arm.ts";
import { standardArms } from "./standard-arms.ts";

const plain = armSchema.parse({ name: "library" });

it.each(Object.keys(standardArms).filter((name) => name !== "transplanted"))("knows %s", (name) => {
  const { about, ...factors } = standardArms[name] ?? { about: "" };
  expect(about).not.toBe("");
  expect(parseArm(name)).toEqual({ ...plain, ...factors, name });
});

it("takes factors and settings, and a name", () => {
  expect(parseArm("none:budget=2.5")).toEqual({
    ...plain,
    name: "none:budget=2.5",
    library: "none",
    budget: 2.5,
  });
  expect(parseArm("few=library:retrieve=3,search=random,reflection=blind")).toEqual({
    ...plain,
    name: "few",
    search: "random",
    settings: { retrieve: 3, reflection: "blind" },
  });
  expect(parseArm("transplanted:from=a/b=c")).toMatchObject({ library: "own", from: "a/b=c" });
});

it("takes the arms of a file, and gives what it took", () => {
  const text = JSON.stringify([
    { name: "few", retrieve: 3 },
    { like: "none", name: "large", coder: "model,large" },
  ]);
  const arms = parseArms(text, "arms.json");
  expect(arms.map(({ name, library, settings }) => [name, library, settings])).toEqual([
    ["few", "own", { retrieve: 3 }],
    ["large", "none", { coder: "model,large" }],
  ]);
  expect(arms.map((arm) => armSchema.parse(JSON.parse(JSON.stringify(arm))))).toEqual(arms);
});

it.each([
  ["libary", 'no arm "libary"', "Did you mean library"],
  ["library:retrieve", '"retrieve" is not key=value', "retrieve=3"],
  ["library:slips=", '"slips=" is not key=value', "retrieve=3"],
  ["library:slips=abc", "slips: Invalid input", "Give slips a value"],
  ["library:slips=-1", "slips: Too small", "Give slips a value"],
  ["library:practice=no", "practice: Invalid option", "Give practice a value"],
  ["library:retreive=3", 'no arm has a setting "retreive"', "retrieve"],
  ["library:retrieve=-1", "retrieve: it is not", "Give retrieve a value"],
  ["library:search=best", "search: ", "Give search a value"],
  ["library:seed=3", 'no arm has a setting "seed"', "An arm may change"],
  ["transplanted", "where its library comes from", "transplanted:from=SUITE"],
  ["none:from=lists", "without library", "Leave from"],
  ["library:search=oracle", "an oracle knows", "oracle"],
])("refuses %s", (text, message, next) => {
  expect(() => parseArm(text)).toThrow(message);
  expect(() => parseArm(text)).toThrow(
    expect.objectContaining({ code: "usage", next: expect.stringContaining(next) as string }),
  );
});

it.each(["[", "{}", "[]", "[null]", '["library"]', "[[]]"])("refuses a file that holds %s", (text) => {
  expect(() => parseArms(text, "arms.json")).toThrow(
    expect.objectContaining({ code: "usage", message: expect.stringContaining("arms.json") as string }),
  );
});
