import { canonicalJson, skillDigest, type Verify } from "@portolan/core";

/** A verifier that judges the same program with the same cases once; its digest covers all that it calls. */
export function rememberedVerify(verify: Verify): Verify {
  const verdicts = new Map<string, ReturnType<Verify>>();
  return (candidate, reader) => {
    const { name, evals } = candidate;
    const key = canonicalJson([name, skillDigest(candidate), evals]);
    const verdict = verdicts.get(key) ?? verify(candidate, reader);
    verdicts.set(key, verdict);
    return verdict;
  };
}
