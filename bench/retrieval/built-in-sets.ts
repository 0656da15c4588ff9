import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadSuite } from "@portolan/bench";
import type { Skill, Task } from "@portolan/core";
import { openSkillStore } from "@portolan/skills";
import type { LabelledQuery, LabelledSet } from "./labelled-set.ts";

const root = fileURLToPath(new URL("../../skills-store", import.meta.url));

/** Which of the skills' queries: a set is tuned on one half, and reported on the other. */
export type Half = "all" | "training" | "test";

/** The sets that the built-in suites and the shipped library make, by name. */
export async function builtInSets(half: Half): Promise<LabelledSet[]> {
  await using store = await openSkillStore({ root, readOnly: true });
  const skills = await store.list();
  const suites = [await loadSuite("lists"), await loadSuite("text")];
  const tasks = new Map(suites.flatMap((suite) => suite.tasks).map((task) => [task.id, task]));
  const learned = skills.flatMap((skill) => {
    const task = tasks.get(skill.evidence.task.id);
    return task ? [{ skill, task }] : [];
  });
  const asked = learned.filter((_, i) => half === "all" || (i % 2 === 0) === (half === "training"));
  const set = (
    name: string,
    about: string,
    queryOf: (one: { skill: Skill; task: Task }) => LabelledQuery[],
  ) => ({
    name,
    about,
    skills,
    queries: asked.flatMap(queryOf),
  });
  return [
    set(
      "built-in",
      "a task's goal and signature → the skill that was learned from it, in the same words",
      (one) => [askedAs(one, one.task.goal, [one.skill.name])],
    ),
    set(
      "built-in, other words",
      "what somebody else would call it, as few words as possible in common → the skill",
      (one) => [askedAs(one, otherWordings()[one.skill.name] as string, [one.skill.name])],
    ),
    set(
      "built-in, helpers",
      "a task's goal → the skills that its own solution calls, that solution taken out",
      (one) =>
        one.skill.uses.length === 0
          ? []
          : [
              {
                ...askedAs(
                  one,
                  one.task.goal,
                  one.skill.uses.map(({ name }) => name),
                ),
                excluded: new Set([one.skill.name]),
              },
            ],
    ),
  ];
}

function askedAs({ task }: { task: Task }, text: string, relevant: string[]): LabelledQuery {
  const { signature, examples } = task;
  return { text, signature, examples, relevant: new Set(relevant), excluded: new Set() };
}

function otherWordings(): Record<string, string> {
  return JSON.parse(readFileSync(new URL("other-wordings.json", import.meta.url), "utf8")) as Record<
    string,
    string
  >;
}
