import type { Task } from "@portolan/core";
import { type AuthoredTask, suiteTasks } from "../author.ts";
import { level1 } from "./level-1.ts";
import { level2 } from "./level-2.ts";
import { level3 } from "./level-3.ts";
import { level4 } from "./level-4.ts";
import { level5 } from "./level-5.ts";
import { level6 } from "./level-6.ts";

/** The levels of the suite, the first is level 1. */
export const listsLevels: AuthoredTask[][] = [level1, level2, level3, level4, level5, level6];

/** The tasks of the built-in suite `lists`: exercises on numbers, lists and tables, each level built upon those below. */
export function listsTasks(): Task[] {
  return suiteTasks("lists", listsLevels);
}
