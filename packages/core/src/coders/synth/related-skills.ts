import type { LinkedProgram } from "../../program/program.ts";
import { linkSkill } from "../../program/link.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Match } from "../../skills/skill-query.ts";
import type { Skill } from "../../skills/skill.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import { typesOf } from "../../task/signature-types.ts";
import type { WriteRequest } from "../coder.ts";
import { type Split, splitSource } from "./variants.ts";

/** A skill of the task's types, with what it calls. */
export interface Related {
  match: Match;
  linked: LinkedProgram;
  split: Split;
}

/** What a library holds that may be tried with other literals. */
export class RelatedSkills {
  readonly #store: SkillStore;
  readonly #parser: Pick<Sandbox, "parse">;
  readonly #ownId: string;
  readonly #limit: number;
  /** By digest: each skill is parsed once. */
  readonly #splits = new Map<string, Split | undefined>();

  constructor(store: SkillStore, parser: Pick<Sandbox, "parse">, ownId: string, limit: number) {
    this.#store = store;
    this.#parser = parser;
    this.#ownId = ownId;
    this.#limit = limit;
  }

  /** Skills of the task's types that this coder wrote and whose literals can be told, best first. */
  async of({ task, signal }: WriteRequest): Promise<Related[]> {
    const types = typesOf(task.signature);
    const { goal: text, signature } = task;
    const found = await this.#store.search({ text, signature, limit: this.#limit });
    const related: Omit<Related, "split">[] = [];
    for (const match of found) {
      const { skill } = match;
      if (skill.tools.length > 0 || typesOf(skill.signature) !== types) continue;
      if (!skill.evidence.coder.startsWith(this.#ownId)) continue;
      const linked = await linkSkill(skill, this.#store);
      if (linked) related.push({ match, linked });
    }
    await this.#parse(
      related.map(({ match }) => match.skill),
      signal,
    );
    return related.flatMap((one) => {
      const split = this.#splits.get(one.match.skill.digest);
      return split ? [{ ...one, split }] : [];
    });
  }

  async #parse(skills: readonly Skill[], signal?: AbortSignal): Promise<void> {
    const fresh = skills.filter(({ digest }) => !this.#splits.has(digest));
    if (fresh.length === 0) return;
    const sources = fresh.map(({ source }) => source);
    const trees = await this.#parser.parse?.(sources, { signal });
    for (const [i, skill] of fresh.entries()) {
      const tree = trees?.[i];
      this.#splits.set(skill.digest, tree && splitSource(skill, tree));
    }
  }
}
