import { join } from "node:path";
import { readCandidates } from "./candidate-records.ts";
import { storeLayout } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

/** What is wrong with the records of candidates. */
export async function candidateProblems(root: string): Promise<StoreProblem[]> {
  const { broken } = await readCandidates(root);
  return broken.map(({ file, error }) => ({
    kind: "candidate-broken",
    severity: "error",
    path: join(storeLayout.candidates(root), file),
    message: error.message,
    repair: "renames it to end in .broken",
  }));
}
