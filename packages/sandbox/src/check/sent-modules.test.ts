import { expect, it } from "vitest";
import { reachableModules } from "./reachable-modules.ts";
import { SentModules } from "./sent-modules.ts";

const library = {
  "#skills/a": 'import { b } from "#skills/b";',
  "#skills/b": "export const b = 1;",
  "#skills/c": "export const c = 1;",
  "#engine/main.ts": 'export * from "./parts/one.ts";',
  "#engine/parts/one.ts": "export * from '../two.ts'",
  "#engine/two.ts": "",
  "#tools/files": "",
};
const reached = (source: string) => [...reachableModules([["", source]], library).modules.keys()].toSorted();

it("a source reaches what it mentions, and what that mentions", () => {
  expect(reached('import { a } from "#skills/a";')).toEqual(["#skills/a", "#skills/b"]);
  expect(reached("import x from '#engine/main.ts';")).toEqual([
    "#engine/main.ts",
    "#engine/parts/one.ts",
    "#engine/two.ts",
  ]);
  expect(reached('// "it\'s" \'#skills/c\' and "#skills/d" and #skills/b')).toEqual(["#skills/c"]);
  expect(reached('import "./b.ts"; import "#tools/files"; import "../../x";')).toEqual([]);
});

it("sends what is new or different, once", () => {
  const sent = new SentModules();
  const wanted = new Map([["#skills/a", "1"]]);
  expect(sent.changesTo(wanted, new Set())).toEqual({ written: [["#skills/a", "1"]], removed: [] });
  expect(sent.changesTo(wanted, new Set())).toEqual({ written: [], removed: [] });
  expect(sent.changesTo(new Map([["#skills/a", "2"]]), new Set())).toEqual({
    written: [["#skills/a", "2"]],
    removed: [],
  });
  expect(sent.linkedToSend(["#skills/a"])).toEqual({ linked: ["#skills/a"] });
  expect(sent.linkedToSend(["#skills/a"])).toEqual({});
});

it("takes back what is mentioned and not linked, and what is too much", () => {
  const sent = new SentModules();
  sent.changesTo(new Map([["#skills/a", "1"]]), new Set());
  expect(sent.changesTo(new Map(), new Set(["#skills/b"])).removed).toEqual([]);
  expect(sent.changesTo(new Map(), new Set(["#skills/a"])).removed).toEqual(["#skills/a"]);
  sent.changesTo(new Map(Array.from({ length: 2_001 }, (_, i) => [`#skills/s${i}`, ""])), new Set());
  expect(sent.changesTo(new Map([["#skills/s7", ""]]), new Set()).removed).toHaveLength(2_000);
});
