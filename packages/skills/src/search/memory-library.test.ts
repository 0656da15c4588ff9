import type { Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { describe, expect, it } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { memoryLibrary } from "./memory-library.ts";

const skill = (name: string, changes: Partial<Skill> = {}): Skill => ({
  ...exampleCandidate(name),
  digest: name,
  status: "active",
  version: 1,
  evidence: exampleEvidence(),
  ...changes,
});
const examples = EXAMPLE_SKILLS.map((candidate) => skill(candidate.name, candidate));

describe("a library in memory", () => {
  it("holds active skills, aliases left out", () => {
    const skills = [skill("a"), skill("b", { status: "deprecated" }), skill("c", { aliasOf: "a" })];
    const library = memoryLibrary(skills, builtInEmbedder());
    expect([library.size, library.document("b"), library.document("c")]).toEqual([1, undefined, undefined]);
    expect(library.withSignature(skills[0]!.signature)).toEqual(["a"]);
    expect(library.signatures()).toEqual([skills[0]!.signature]);
  });

  it("proposes the best by text and the nearest by vector, with both measures of each", async () => {
    const embedder = builtInEmbedder();
    const library = memoryLibrary(examples, embedder);
    const [vector] = await embedder.embed(["sorts numbers"]);
    const found = await library.propose({ tokens: ["sort", "number"], vector, filter: {}, limit: 2 });
    const best = found.find(({ name }) => name === "sort-numbers");
    expect(best?.bm25).toBe(Math.max(...found.map(({ bm25 }) => bm25)));
    expect(best?.cosine).toBe(Math.max(...found.map(({ cosine }) => cosine)));
    expect(found.length).toBeLessThanOrEqual(4);
    const words = await library.propose({ tokens: ["sort"], vector: undefined, filter: {}, limit: 50 });
    expect(words.every(({ bm25, cosine }) => bm25 > 0 && cosine === 0)).toBe(true);
  });

  it("does not depend on the order of the skills", async () => {
    const query = { tokens: ["list", "number"], vector: undefined, filter: {}, limit: 5 };
    const forth = await memoryLibrary(examples, builtInEmbedder()).propose(query);
    const back = await memoryLibrary(examples.toReversed(), builtInEmbedder()).propose(query);
    expect(back).toEqual(forth);
  });

  it("filters by tag, author, suite, and by the tools of a skill and of what it calls", () => {
    const evidence = exampleEvidence({ coder: "synth", task: { id: "lists/a", suite: "lists" } });
    const reader = skill("reader", { tools: ["files"], evidence });
    const caller = skill("caller", { uses: [{ name: "reader", digest: "reader" }], tags: ["io", "text"] });
    const library = memoryLibrary([reader, caller, skill("pure", { author: "somebody" })], builtInEmbedder());
    const passing = (filter: Parameters<typeof library.passes>[1]): string[] =>
      ["caller", "pure", "reader"].filter((name) => library.passes(name, filter));
    expect(passing({})).toEqual(["caller", "pure", "reader"]);
    expect(passing({ tools: [] })).toEqual(["pure"]);
    expect(passing({ tools: ["files"] })).toEqual(["caller", "pure", "reader"]);
    expect(passing({ tags: ["io"] })).toEqual(["caller"]);
    expect(passing({ author: "somebody" })).toEqual(["pure"]);
    expect(passing({ author: "synth", suite: "lists" })).toEqual(["reader"]);
    expect(library.passes("absent", {})).toBe(false);
  });
});
