import type { ArmInput } from "./arm.ts";

/** An arm that comes with Portolan. */
export interface StandardArm extends Omit<ArmInput, "name"> {
  /** What it shows, for lists. */
  about: string;
}

/** The arms that have a name, each as what it changes. */
export const standardArms: Readonly<Record<string, StandardArm>> = {
  library: { about: "a library that grows from nothing: found, called, kept" },
  none: { library: "none", about: "no library, at the same budget" },
  "none-3x": { library: "none", budget: 3, about: "no library, at three times the budget" },
  frozen: {
    library: "frozen",
    from: "self",
    about: "a finished library (of a first pass, unless from= names another) that nothing is added to",
  },
  transplanted: { about: "a library learned elsewhere (from= a suite or a store) that grows on" },
  "random-retrieval": { search: "random", about: "skills drawn by lot instead of ranked" },
  shuffled: { search: "shuffled", about: "each skill found under the name and description of another one" },
  oracle: {
    library: "frozen",
    from: "self",
    search: "oracle",
    about: "shown just what the programs of a finished pass called",
  },
  "no-gate-cases": { gate: "no-cases", about: "the gate has no hidden cases" },
  "no-gate": { gate: "none", about: "admitted is what fits the examples, without a gate" },
  "no-verification": {
    gate: "none",
    practice: "unjudged",
    about: "without a gate, and in a world nobody says in practice whether the goal was reached",
  },
  "no-feedback": { feedback: "none", about: "told that a program failed, not why" },
  "blind-retry": { feedback: "blind", about: "asked again as if for the first time" },
  "in-order": { curriculum: "in-order", about: "tasks in the order of the suite" },
  "easiest-first": { curriculum: "easiest-first", about: "what will most likely be solved comes first" },
  "random-curriculum": { curriculum: "random", about: "tasks in an order drawn by lot, over all levels" },
};
