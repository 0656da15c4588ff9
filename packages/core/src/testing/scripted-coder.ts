import type { Coder, WriteRequest } from "../coders/coder.ts";

/** A coder that writes the given sources one after the other and then gives up; it keeps what it was asked. */
export function scriptedCoder(
  sources: readonly string[],
  options: { evaluationsEach?: number } = {},
): Coder & { requests: WriteRequest[] } {
  const requests: WriteRequest[] = [];
  const left = [...sources];
  return {
    id: "scripted",
    requests,
    async write(request, budget) {
      requests.push({ ...request, past: [...request.past] });
      const cost = { evaluations: Math.min(options.evaluationsEach ?? 1, budget.remaining("evaluations")) };
      budget.spend("evaluations", cost.evaluations);
      const source = left.shift();
      if (source === undefined) return { kind: "gave-up", reason: "the script is over", cost };
      return {
        kind: "programs",
        programs: [{ name: request.name, signature: request.task.signature, source }],
        cost,
      };
    },
  };
}
