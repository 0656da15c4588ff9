import type { Agent, Config, GoalOf, SequentialSettings, SkillStore, World } from "@portolan/core";
import type { BenchSuite } from "./bench-suite.ts";

/** The world of a cell, and when tasks in it are done. */
export interface WorldPlace {
  world: World;
  goalOf: GoalOf;
  runs?: Partial<SequentialSettings>;
  /** Calls of tools and skills that the text of a program may have. */
  calls: number;
  /** Whether practice says if the goal was reached. */
  isJudged: boolean;
}

/** What cells are made of: whoever runs an experiment gives the classes that do the work. */
export interface BenchParts {
  loadSuite(source: string): Promise<BenchSuite>;
  /**
   * The library in a folder, which is made where it is not there.
   * @param name of its cell, for what is kept of it elsewhere
   */
  openStore(root: string, settings: Config, name: string): Promise<SkillStore>;
  /** Puts a copy of the store of one folder into another. */
  copyStore(from: string, to: string): Promise<void>;
  /** An agent with the coder of the settings. Without a store it retrieves and keeps nothing. */
  equip(settings: Config, parts: { store?: SkillStore; place?: WorldPlace }): Promise<Agent>;
  /** A lock that its holder's death frees, or `undefined` while somebody else has it. */
  takeLock(path: string): Disposable | undefined;
}
