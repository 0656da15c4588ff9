import type { MergeSide } from "./merge-side.ts";
import type { MergeStep } from "./merge-plan.ts";

/** A step that brings a program over. */
export type MergePut = Extract<MergeStep, { kind: "add" | "update" }>;

/** Puts in groups that must move together, and those that can come one by one afterwards; callees first. */
export interface MergeGroups {
  together: MergePut[][];
  single: MergePut[];
}

/**
 * A new version and what it calls of what comes over belong together, and so do the new versions of its callers here: an
 * update may need the update of its callee, and the callee's may break the caller's old version.
 */
export function mergeGroups(puts: readonly MergePut[], ours: MergeSide): MergeGroups {
  const ordered = calleesFirst(puts);
  const byName = new Map(ordered.map((put) => [put.name, put]));
  const groupOf = new Map<MergePut, Set<MergePut>>();
  for (const update of ordered.filter(({ kind }) => kind === "update")) {
    const group = new Set<MergePut>();
    for (const member of [...reached(update, byName), ...updatesBelow(update, byName, ours)]) {
      for (const other of groupOf.get(member) ?? [member]) group.add(other);
    }
    for (const member of group) groupOf.set(member, group);
  }
  const groups = [...new Set(groupOf.values())];
  return {
    together: groups.map((group) => ordered.filter((put) => group.has(put))),
    single: ordered.filter((put) => !groupOf.has(put)),
  };
}

/** A put and those of the others that it calls, directly or through others. */
function reached(start: MergePut, byName: ReadonlyMap<string, MergePut>): Set<MergePut> {
  const found = new Set([start]);
  // A set also yields what is added while one goes through it.
  for (const put of found) {
    for (const { name } of put.theirs.uses) {
      const callee = byName.get(name);
      if (callee) found.add(callee);
    }
  }
  return found;
}

/** The updates of what this one calls here, directly or through others: they reach it as their caller. */
function updatesBelow(update: MergePut, byName: ReadonlyMap<string, MergePut>, ours: MergeSide): MergePut[] {
  const names = new Set([update.name]);
  for (const caller of names) for (const { name } of ours.get(caller)?.skill.uses ?? []) names.add(name);
  return [...names].flatMap((name) => {
    const put = byName.get(name);
    return put?.kind === "update" ? [put] : [];
  });
}

/** Puts with what is called before its callers. */
export function calleesFirst(puts: readonly MergePut[]): MergePut[] {
  const byName = new Map(puts.map((put) => [put.name, put]));
  const done = new Set<MergePut>();
  const entered = new Set<MergePut>();
  const visit = (put: MergePut): void => {
    if (entered.has(put)) return;
    entered.add(put);
    for (const { name } of put.theirs.uses) {
      const callee = byName.get(name);
      if (callee) visit(callee);
    }
    done.add(put);
  };
  for (const put of puts) visit(put);
  return [...done];
}
