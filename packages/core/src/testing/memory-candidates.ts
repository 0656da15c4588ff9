import { type CandidateStore, type StoredCandidate, withCasesOf } from "../skills/candidate-record.ts";
import { skillDigest } from "../skills/skill.ts";

/**
 * The candidates of a store in memory.
 * @param isSkill whether a skill of the store is that very program
 */
export function memoryCandidates(
  isSkill: (name: string, digest: string) => Promise<boolean>,
): CandidateStore {
  const records = new Map<string, StoredCandidate>();
  return {
    propose: async (candidate, origin) => {
      const digest = skillDigest(candidate);
      if (await isSkill(candidate.name, digest)) return "known";
      const key = `${candidate.name} ${digest}`;
      const known = records.get(key);
      const all = known ? withCasesOf(known.candidate, candidate) : candidate;
      if (known && JSON.stringify(all) === JSON.stringify(known.candidate)) return "unchanged";
      records.set(key, structuredClone({ candidate: all, digest, origin }));
      return "added";
    },
    candidates: async () =>
      [...records].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => structuredClone(record)),
    settle: async ({ name, digest }, reason) => {
      const key = `${name} ${digest}`;
      const record = records.get(key);
      if (reason === undefined) records.delete(key);
      else if (record) records.set(key, { ...record, reason });
    },
  };
}
