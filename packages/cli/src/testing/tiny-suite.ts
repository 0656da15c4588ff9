import { writeFileSync } from "node:fs";
import { loadSuite } from "@portolan/bench";

/** Three easy tasks of the suite `lists`. */
const tiny = new Set(["lists/drop-first", "lists/backwards", "lists/drop-last"]);

/** Writes a suite of three tasks as JSONL. */
export async function writeTinySuite(path: string): Promise<void> {
  const { tasks } = await loadSuite("lists");
  const chosen = tasks.filter(({ id }) => tiny.has(id));
  writeFileSync(path, chosen.map((task) => `${JSON.stringify(task)}\n`).join(""));
}
