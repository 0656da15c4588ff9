import { type UseRecord, type UseStore, useId } from "../credit/use-record.ts";

/** The records of uses of a store in memory. */
export function memoryUses(): UseStore {
  const records = new Map<string, UseRecord>();
  return {
    recordUses: async (fresh) => {
      for (const record of fresh) {
        const id = useId(record);
        if (!records.has(id)) records.set(id, structuredClone(record));
      }
    },
    uses: async (name) =>
      [...records.values()]
        .filter(({ skill }) => name === undefined || skill.name === name)
        .map((record) => structuredClone(record)),
  };
}
