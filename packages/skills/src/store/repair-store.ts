import type { Embedder } from "@portolan/core";
import { checkStore } from "./check-store.ts";
import { type Done, repairs } from "./repairs.ts";
import { storeError } from "./store-errors.ts";
import type { StoreProblem } from "./store-problem.ts";

/** After these repairs, the other problems lie elsewhere, or nowhere. */
const moveFolders = new Set<StoreProblem["kind"]>([
  "place-taken",
  "transaction-left",
  "name-twice",
  "skill-misplaced",
]);

/** A problem that was put right; its `repair` says what was done. */
export type RepairedProblem = StoreProblem & Done;

/** What a repair did, and what is left for a person. */
export interface StoreRepair {
  repaired: RepairedProblem[];
  left: StoreProblem[];
}

/**
 * Puts right what `checkStore` finds. It never deletes a skill: a broken folder is moved into `quarantine/`.
 * @throws PortolanError `store-invalid` when there is no store; `store-unwritable`, `store-locked`
 */
export async function repairStore(root: string, options: { embedder?: Embedder } = {}): Promise<StoreRepair> {
  const repaired: RepairedProblem[] = [];
  // A skill that leaves the library breaks the pins of its callers, so it is checked again until nothing changes.
  for (;;) {
    const problems = await checkStore(root, options);
    const tried = new Set(repaired.map(keyOf));
    const fresh = problems.filter((problem) => !tried.has(keyOf(problem)));
    if (fresh.length === 0)
      return { repaired: repaired.filter((one) => !isLeft(one, problems)), left: problems };
    const moving = fresh.filter(({ kind }) => moveFolders.has(kind));
    for (const problem of moving.length > 0 ? moving : fresh)
      repaired.push({ ...problem, ...(await repairOne(root, problem)) });
  }
}

async function repairOne(root: string, problem: StoreProblem): Promise<Done> {
  try {
    return await repairs[problem.kind](root, problem);
  } catch (error) {
    throw storeError(root, error);
  }
}

function keyOf({ kind, path }: StoreProblem): string {
  return `${kind} ${path}`;
}

function isLeft(problem: StoreProblem, problems: StoreProblem[]): boolean {
  return problems.some((other) => keyOf(other) === keyOf(problem));
}
