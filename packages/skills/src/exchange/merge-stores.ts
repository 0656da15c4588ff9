import {
  type Candidate,
  type CandidateOrigin,
  candidateOf,
  type ChangeOptions,
  type ChangeReport,
  PortolanError,
  type Skill,
  type SkillChange,
  skillDigest,
  type SkillStatus,
  type SkillStore,
  type Verify,
} from "@portolan/core";
import { type MergeGroups, mergeGroups, type MergePut } from "./merge-groups.ts";
import { mergePlan, type MergeStep } from "./merge-plan.ts";
import { type MergeReader, mergeSide } from "./merge-side.ts";
import { offerOfSkill, plainCandidate } from "./skill-origin.ts";

/** The store that a merge changes. */
export type MergeStore = MergeReader &
  Pick<SkillStore, "get" | "admit" | "propose" | "settle"> & {
    transition(name: string, status: SkillStatus, reason: string, options?: { by?: string }): Promise<Skill>;
    change?(changes: SkillChange[], options: ChangeOptions): Promise<ChangeReport>;
  };

/** How two stores are merged. */
export interface MergeOptions {
  /** Judges everything that comes over; it must pass here. */
  verify: Verify;
  /** The name of the other store, for evidence and histories. */
  from: string;
  /** Who asks: `portolan merge`. */
  by: string;
  /** A store as both were before; found in versions and histories when absent. */
  base?: MergeReader;
  /** Takes over revocations and other losses of trust, which are only told otherwise. */
  statuses?: boolean;
  /** Says what would be tried, and verifies and writes nothing. */
  dryRun?: boolean;
  onOutcome?: (outcome: MergeOutcome) => void;
  signal?: AbortSignal;
}

/** What became of a skill that is not the same on both sides. */
export interface MergeOutcome {
  name: string;
  /**
   * `added`, `updated`: theirs was verified here and is active. `candidate`: it did not pass, and is kept as a candidate.
   * `conflict`: both sides changed it; ours stays, theirs is a candidate. `status`: ours has their status now.
   * `status-there`: their status would be taken over with `statuses`. `left`: nothing of it comes over.
   */
  outcome: "added" | "updated" | "candidate" | "conflict" | "status" | "status-there" | "left";
  reason?: string;
  next?: string;
}

/**
 * Merges the skills of another store into this one, three-way: what only the other side changed comes over when it passes
 * here, callers and all. Repeating a merge changes nothing.
 * @throws PortolanError `interrupted` between two steps
 */
export async function mergeStores(
  ours: MergeStore,
  theirs: MergeReader,
  options: MergeOptions,
): Promise<MergeOutcome[]> {
  const base = options.base && (await mergeSide(options.base));
  const steps = mergePlan(await mergeSide(ours), await mergeSide(theirs), base);
  const outcomes: MergeOutcome[] = [];
  const tell = (outcome: MergeOutcome): void => {
    outcomes.push(outcome);
    options.onOutcome?.(outcome);
  };
  if (options.dryRun) for (const step of steps) for (const outcome of foreseen(step)) tell(outcome);
  else await perform(steps, new Merge(ours, options, tell));
  return outcomes;
}

async function perform(steps: readonly MergeStep[], merge: Merge): Promise<void> {
  const puts = steps.filter((step) => step.kind === "add" || step.kind === "update");
  const { together, single }: MergeGroups = mergeGroups(puts);
  const adds = [...single];
  for (const group of together) adds.push(...(await merge.together(group)));
  // What is new comes after what it calls, which may have come in a group.
  for (const add of mergeGroups(adds.filter(({ kind }) => kind === "add")).single) await merge.one(add);
  for (const step of steps) await merge.rest(step);
}

/** One merge under way. */
class Merge {
  readonly #store: MergeStore;
  readonly #options: MergeOptions;
  readonly #tell: (outcome: MergeOutcome) => void;

  constructor(store: MergeStore, options: MergeOptions, tell: (outcome: MergeOutcome) => void) {
    this.#store = store;
    this.#options = options;
    this.#tell = tell;
  }

  /** Moves a group, all or none. @returns what is new in a group that was refused, to be tried by itself */
  async together(group: readonly MergePut[]): Promise<MergePut[]> {
    this.#requireGoingOn();
    const pinned = await this.#pinned(group);
    const report = await this.#change(pinned);
    if (!report.refused) {
      for (const [{ name, kind }, candidate] of pinned) {
        await this.#store.settle({ name, digest: skillDigest(candidate) });
        this.#tell({ name, outcome: kind === "add" ? "added" : "updated" });
      }
      return [];
    }
    const { name: culprit, reason } = report.refused;
    for (const [put, candidate] of pinned.filter(([{ kind }]) => kind === "update"))
      await this.#keep(
        put,
        candidate,
        "candidate",
        culprit === put.name ? reason : `${culprit}, which moves with it: ${reason}`,
      );
    return group.filter(({ kind }) => kind === "add");
  }

  async one(add: MergePut): Promise<void> {
    this.#requireGoingOn();
    const pinned = await this.#pinned([add]);
    const candidate = (pinned[0] as Pinned)[1];
    const { name } = add;
    const missing = await this.#missing(candidate);
    if (missing !== undefined) return this.#keep(add, candidate, "candidate", missing);
    const verdict = await this.#verifyFor(pinned)(candidate, this.#store);
    if ("refused" in verdict) return this.#keep(add, candidate, "candidate", verdict.refused);
    const { change } = await this.#store.admit(candidate, verdict.evidence);
    if (change === "name-taken")
      return this.#keep(add, candidate, "conflict", "the name was taken meanwhile");
    await this.#store.settle({ name, digest: skillDigest(candidate) });
    this.#tell({ name, outcome: "added" });
  }

  /** All but what brings a program over. */
  async rest(step: MergeStep): Promise<void> {
    this.#requireGoingOn();
    const { name } = step;
    if (step.kind === "leave") this.#tell({ name, outcome: "left", reason: step.reason });
    else if (step.kind === "conflict") {
      const [[, candidate]] = (await this.#pinned([step])) as [Pinned];
      await this.#keep(step, candidate, "conflict", step.reason);
    } else if (step.kind === "status") {
      if (!this.#options.statuses) for (const outcome of foreseen(step)) this.#tell(outcome);
      else await this.#takeStatus(step);
    }
  }

  async #takeStatus({ name, status, reason }: Extract<MergeStep, { kind: "status" }>): Promise<void> {
    const { from, by } = this.#options;
    try {
      await this.#store.transition(name, status, `${reason} (as ${from} says)`, { by });
      this.#tell({ name, outcome: "status", reason: `it is ${status} now: ${reason}` });
    } catch (error) {
      if (!(error instanceof PortolanError) || error.code !== "store-invalid") throw error;
      this.#tell({ name, outcome: "left", reason: error.message, next: error.next });
    }
  }

  async #change(pinned: readonly Pinned[]): Promise<Pick<ChangeReport, "refused">> {
    const { from, by } = this.#options;
    const [first] = pinned;
    const name = first?.[0].name ?? "";
    if (!this.#store.change)
      return { refused: { name, reason: "this store keeps one version of a skill only" } };
    const changes = pinned.map(([{ theirs }, candidate]): SkillChange => {
      const { aliasOf } = theirs;
      return aliasOf === undefined
        ? { kind: "put", candidate }
        : { kind: "alias", name: theirs.name, of: aliasOf };
    });
    return this.#store.change(changes, {
      reason: `merged from ${from}`,
      by,
      verify: this.#verifyFor(pinned),
    });
  }

  /** The given verifier; what comes from there has evidence that says so. */
  #verifyFor(pinned: readonly Pinned[]): Verify {
    const origins = new Map(pinned.map(([put]) => [put.name, this.#originOf(put.theirs)]));
    return async (candidate, reader) => {
      const verdict = await this.#options.verify(candidate, reader);
      const origin = origins.get(candidate.name);
      if ("refused" in verdict || !origin) return verdict;
      return { evidence: { ...verdict.evidence, coder: origin.author ?? verdict.evidence.coder, origin } };
    };
  }

  async #keep(
    { name, theirs }: Pick<MergePut, "name" | "theirs">,
    candidate: Candidate,
    outcome: "candidate" | "conflict",
    reason: string,
  ): Promise<void> {
    const ref = { name, digest: skillDigest(candidate) };
    if ((await this.#store.propose(candidate, this.#originOf(theirs))) !== "known")
      await this.#store.settle(ref, reason);
    this.#tell({ name, outcome, reason, ...(outcome === "conflict" && { next: conflictNext(name) }) });
  }

  /** What of a candidate's callees is no active skill here. */
  async #missing({ uses }: Candidate): Promise<string | undefined> {
    for (const pin of uses) {
      const callee = await this.#store.get(pin.name, pin.digest);
      if (callee?.status !== "active") return `it calls ${pin.name}, which is no active skill here`;
    }
    return undefined;
  }

  /** Their programs, pinned to what their callees are here. */
  async #pinned(steps: readonly (MergePut | Extract<MergeStep, { kind: "conflict" }>)[]): Promise<Pinned[]> {
    const digests = new Map<string, string>();
    const pinned: Pinned[] = [];
    for (const step of steps) {
      const candidate = plainCandidate(candidateOf(step.theirs));
      const uses = [];
      for (const pin of candidate.uses) {
        const here = await this.#store.get(pin.name);
        uses.push({ name: pin.name, digest: digests.get(pin.name) ?? here?.digest ?? pin.digest });
      }
      const own = { ...candidate, uses };
      digests.set(step.name, skillDigest(own));
      pinned.push([step as MergePut, own]);
    }
    return pinned;
  }

  #originOf(skill: Skill): CandidateOrigin {
    const { from, by } = this.#options;
    return offerOfSkill(skill, { from, by }).origin;
  }

  #requireGoingOn(): void {
    if (!this.#options.signal?.aborted) return;
    throw new PortolanError("interrupted", "The merge was stopped.", {
      next: "The same command goes on: what came over stays.",
    });
  }
}

type Pinned = [put: MergePut, candidate: Candidate];

function foreseen(step: MergeStep): MergeOutcome[] {
  const { name } = step;
  switch (step.kind) {
    case "keep":
      return [];
    case "add":
      return [{ name, outcome: "added" }];
    case "update":
      return [{ name, outcome: "updated" }];
    case "conflict":
      return [{ name, outcome: "conflict", reason: step.reason, next: conflictNext(name) }];
    case "leave":
      return [{ name, outcome: "left", reason: step.reason }];
    case "status": {
      const reason = `it is ${step.status} there: ${step.reason}`;
      return [{ name, outcome: "status-there", reason, next: "Add --statuses to take that over." }];
    }
  }
}

function conflictNext(name: string): string {
  return `Ours stays, theirs is a candidate: see \`portolan candidates ${name}\`; \`portolan replace ${name}\` would take it.`;
}
