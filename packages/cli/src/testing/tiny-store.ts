import { plant, type Planted } from "@portolan/core/testing";
import { openSkillStore } from "@portolan/skills";

const common = { signature: "(xs: number[]) => number[]", inputs: [[[1, 2]], [[]], [[1, 2, 3]]] };

const tinySkills: readonly Planted[] = [
  {
    ...common,
    name: "backwards",
    description: "Turn a list around, so that its last item comes first.",
    body: "return xs.toReversed();",
    answer: (xs: number[]) => xs.toReversed(),
  },
  {
    ...common,
    name: "drop-first",
    description: "Give a list without its first item.",
    body: "return xs.slice(1);",
    answer: (xs: number[]) => xs.slice(1),
  },
  {
    ...common,
    name: "drop-last",
    description: "Give a list without its last item.",
    uses: ["backwards", "drop-first"],
    body: "return backwards(dropFirst(backwards(xs)));",
    answer: (xs: number[]) => xs.slice(0, -1),
  },
];

/** Makes a store of three skills, of which `drop-last` calls the other two. */
export async function writeTinyStore(root: string): Promise<void> {
  await using store = await openSkillStore({ root });
  await plant(store, tinySkills, { suite: "tiny", examples: 1 });
}
