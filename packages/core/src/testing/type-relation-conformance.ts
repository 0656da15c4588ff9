import { afterAll, describe, expect, it } from "vitest";
import type { Relation, TypeRelation } from "../skills/type-relation.ts";

/** What every type relation must say. */
export function typeRelationConformance(name: string, make: () => TypeRelation & AsyncDisposable): void {
  describe(`${name} is a type relation`, () => {
    const types = make();
    afterAll(() => types[Symbol.asyncDispose]());

    it.each<[wanted: string, signature: string, relation: Relation]>([
      ["(xs: number[]) => number", "(list: Array<number>) => number", "same"],
      ["(xs: number[]) => number", "<T>(xs: T[]) => T", "assignable"],
      ["(xs: number[]) => number[]", "<T>(xs: readonly T[]) => T[]", "assignable"],
      ["(xs: number[]) => number", "(xs: (number | string)[]) => number", "assignable"],
      ["(xs: number[]) => number", "(xs: number[], n?: number) => number", "same"],
      ["(xs: number[]) => number", "() => number", "assignable"],
      ["(xs: number[]) => number", "(xs: number[]) => Promise<number>", "assignable"],
      ["(xs: number[]) => number | undefined", "(xs: number[]) => number", "assignable"],
      ["(xs: number[], n: number) => number[]", "(n: number, xs: number[]) => number[]", "assignable"],
      ["(a: string, b: number, c: boolean) => string", "(c: boolean, a: string) => string", "assignable"],
      ["(p: { name: string; age: number }) => string", "(p: { name: string }) => string", "assignable"],
      ["(p: { name: string }) => string", "(p: { name: string; age: number }) => string", "returns"],
      ["(xs: readonly number[]) => number", "(xs: number[]) => number", "returns"],
      ["(xs: number[]) => number", "(text: string) => number", "returns"],
      ["(xs: number[]) => number", "(xs: number[]) => string", "accepts"],
      ["(xs: number[]) => number", "(text: string) => boolean", "none"],
      ["(r: Record<string, number>) => number", "(r: { [key: string]: number }) => number", "same"],
      ["<T>(xs: T[]) => T[]", "<U>(items: U[]) => U[]", "same"],
      ["<T>(xs: T[]) => T[]", "(items: number[]) => number[]", "returns"],
      ["(xs: number[]) => number", "(xs: any) => any", "accepts"],
      ["(xs: number[]) => number", "(xs: number[]) => never", "accepts"],
    ])("%s ← %s: %s", async (wanted, signature, relation) => {
      expect(await types.relate(wanted, [signature])).toEqual([relation]);
    });
    it("answers for hundreds at once, and for the same one twice", async () => {
      const many = Array.from(
        { length: 300 },
        (_, i) => `(xs: number[], text: "${i}") => ${i % 2 ? "number" : "string"}`,
      );
      const relations = await types.relate("(xs: number[]) => number", [...many, many[1]!]);
      expect(relations.slice(0, 4)).toEqual(["none", "returns", "none", "returns"]);
      expect(relations).toHaveLength(301);
      expect(relations[300]).toBe("returns");
    });

    it("takes what is no type for none, and lets it spoil nothing", async () => {
      const good = "(xs: number[]) => number";
      const bad = ["", "number", "(xs: number[] => number", "(xs: Missing) => number", "any"];
      const relations = await types.relate(
        good,
        bad.flatMap((one) => [one, good]),
      );
      expect(relations).toEqual(bad.flatMap(() => ["none", "same"]));
      expect(await types.relate("no type (", [good])).toEqual(["none"]);
      expect(await types.relate(good, [])).toEqual([]);
    });
  });
}
