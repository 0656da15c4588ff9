import { setTimeout as sleep } from "node:timers/promises";
import { closureCheck, PortolanError, requireCurrent, type Skill, type StoreState } from "@portolan/core";
import type { SkillFolders } from "./skill-folders.ts";
import { leftTransactions } from "./transaction.ts";

/** How often, and after how long, a skill that looks broken is read again while a change is being applied. */
const SETTLE_TRIES = 40;
const SETTLE_MS = 5;

/** Reads single skills of a store whose folders may be changed meanwhile. */
export class SkillReads {
  readonly #root: string;
  readonly #folders: SkillFolders;
  readonly #earlier: StoreState["earlier"];

  constructor(root: string, folders: SkillFolders, earlier: StoreState["earlier"]) {
    this.#root = root;
    this.#folders = folders;
    this.#earlier = earlier;
  }

  /** A skill, or with `digest` that version of it. @throws PortolanError `skill-invalid` */
  async get(name: string, digest?: string): Promise<Skill | undefined> {
    const skill = await this.#settled(name);
    if (digest === undefined && skill instanceof PortolanError) throw skill;
    if (!(skill instanceof PortolanError) && (digest === undefined || skill?.digest === digest)) return skill;
    const earlier = this.#earlier(name).find((version) => version.digest === digest);
    if (!earlier && skill instanceof PortolanError) throw skill;
    return earlier;
  }

  /** @throws PortolanError `skill-unknown`, `skill-invalid` */
  async require(name: string): Promise<Skill> {
    const skill = await this.get(name);
    return requireCurrent({ skill: () => skill }, name);
  }

  /** A skill that is whole and active, with all that it calls, when read in full. */
  usable(name: string): Skill | undefined {
    const skill = this.#folders.read(name);
    if (!skill || skill instanceof PortolanError || skill.status !== "active") return undefined;
    return closureCheck((callee) => this.#folders.read(callee))(skill) === undefined ? skill : undefined;
  }

  /** What a folder holds; while a change is being applied, a skill in it looks broken for a moment. */
  async #settled(name: string): Promise<Skill | PortolanError | undefined> {
    for (let tries = 0; tries < SETTLE_TRIES; tries++) {
      const found = this.#folders.read(name);
      if (!(found instanceof PortolanError)) return found;
      if ((await leftTransactions(this.#root)).length === 0) break;
      await sleep(SETTLE_MS);
    }
    return this.#folders.read(name);
  }
}
