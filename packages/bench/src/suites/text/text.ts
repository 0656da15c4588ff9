import type { Task } from "@portolan/core";
import { suiteTasks } from "../author.ts";
import { levelOne } from "./level-1.ts";
import { levelTwo } from "./level-2.ts";
import { levelThree } from "./level-3.ts";
import { levelFour } from "./level-4.ts";
import { levelFive } from "./level-5.ts";
import { levelSix } from "./level-6.ts";

/** The built-in suite `text`: exercises on names, files, addresses, settings, tables, logs and sentences. */
export function textTasks(): Task[] {
  return suiteTasks("text", [levelOne, levelTwo, levelThree, levelFour, levelFive, levelSix]);
}
