import type { Relation } from "@portolan/core";
import { expect, it } from "vitest";
import { FittingSignatures } from "./fitting-signatures.ts";

const goal = "(xs: number[]) => number";
const plain = ["(list: number[]) => number", "(text: string) => boolean", "(n: number) => number"];
const generic = "<T>(xs: readonly T[]) => T";
const union = "(xs: (number | string)[]) => number";

/** A relation that knows what it is told, and counts what it is asked. */
function relation(known: Record<string, Relation>) {
  const asked: string[][] = [];
  const types = new Map(Object.entries(known).map(([signature, found]) => [nameless(signature), found]));
  const relate = async (_: string, signatures: readonly string[]): Promise<Relation[]> => {
    asked.push([...signatures]);
    return signatures.map((signature) => types.get(signature) ?? "none");
  };
  return { relate, asked };
}

const nameless = (signature: string): string => signature.replace(/^\(xs:/, "(p1:").replace(", f:", ", p2:");

it("asks the type checker for nothing that the text decides", async () => {
  const types = relation({});
  const fits = await new FittingSignatures(types).of(goal, plain);
  expect([...fits.values()]).toEqual(["exact", "usable on elements"]);
  expect(types.asked).toEqual([]);
});

it("asks once for all that it cannot decide, and never again", async () => {
  const types = relation({ [generic]: "assignable", [union]: "same" });
  const fitting = new FittingSignatures(types);
  const fits = await fitting.of(goal, [...plain, generic, union]);
  expect([fits.get(generic), fits.get(union)]).toEqual(["fits as it is", "exact"]);
  expect(await fitting.of(goal, [generic, union])).toEqual(new Map([...fits].slice(2)));
  expect(types.asked).toEqual([[nameless(union), generic]]);
  await fitting.of(goal, [union.replace("xs", "ys")]);
  expect(types.asked).toHaveLength(1);
});

it("keeps what the text says where the checker says less", async () => {
  const types = relation({ "(xs: number[], f: (n: number) => number) => number": "none" });
  const mapper = "(xs: number[], f: (n: number) => number) => number";
  expect((await new FittingSignatures(types).of(goal, [mapper])).get(mapper)).toBe("gives the result type");
});

it("does without a checker", async () => {
  const fits = await new FittingSignatures().of("(xs: (number | string)[]) => number", [generic, union]);
  expect([...fits]).toEqual([[union, "exact"]]);
  expect((await new FittingSignatures().of("no signature", plain)).size).toBe(0);
});
