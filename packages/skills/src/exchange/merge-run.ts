import {
  type Candidate,
  type CandidateOrigin,
  type ChangeOptions,
  type ChangeReport,
  digestOf,
  PortolanError,
  type Skill,
  type SkillChange,
  skillDigest,
  type SkillReader,
  type Verify,
} from "@portolan/core";
import type { MergePut } from "./merge-groups.ts";
import {
  conflictNext,
  foreseen,
  type MergeOptions,
  type MergeOutcome,
  type MergeStore,
} from "./merge-outcome.ts";
import type { MergeStep } from "./merge-plan.ts";
import { type Pinned, pinnedHere } from "./merge-pins.ts";
import { offerOfSkill } from "./skill-origin.ts";

/** Something that did not come over. */
export interface Refused {
  put: MergePut;
  candidate: Candidate;
  reason: string;
}

/** One merge under way. */
export class MergeRun {
  readonly outcomes: MergeOutcome[] = [];
  readonly #store: MergeStore;
  readonly #options: MergeOptions;
  readonly #verdicts = new Map<string, ReturnType<Verify>>();
  /** Whose status was taken over, or could not be. */
  readonly #told = new Set<string>();
  #hasProgress = false;

  constructor(store: MergeStore, options: MergeOptions) {
    this.#store = store;
    this.#options = options;
  }

  tell(outcome: MergeOutcome): void {
    this.outcomes.push(outcome);
    this.#options.onOutcome?.(outcome);
  }

  /** Whether something came over since this was asked before. */
  takeProgress(): boolean {
    const had = this.#hasProgress;
    this.#hasProgress = false;
    return had;
  }

  /** Moves a group, all or none. */
  async together(group: readonly MergePut[]): Promise<Refused[]> {
    this.#requireGoingOn();
    const pinned = await pinnedHere(group, this.#store);
    const { refused } = await this.#change(pinned);
    if (!refused) {
      for (const [put, candidate] of pinned) await this.#done(put, candidate);
      return [];
    }
    const { name, reason } = refused;
    return pinned.map(([put, candidate]) => ({
      put,
      candidate,
      reason: name === put.name ? reason : `${name}, which moves with it: ${reason}`,
    }));
  }

  async one(put: MergePut): Promise<Refused[]> {
    this.#requireGoingOn();
    const pinned = await pinnedHere([put], this.#store);
    const candidate = (pinned[0] as Pinned)[1];
    const refused = (reason: string): Refused[] => [{ put, candidate, reason }];
    const missing = await this.#missing(candidate);
    if (missing !== undefined) return refused(missing);
    const verdict = await this.#verifyFor(pinned)(candidate, this.#store);
    if ("refused" in verdict) return refused(verdict.refused);
    const change = await this.#orWhyNot(() => this.#store.admit(candidate, verdict.evidence));
    if (typeof change === "string") return refused(change);
    if (change.change === "name-taken") return refused("the name was taken meanwhile");
    await this.#done(put, candidate);
    return [];
  }

  async #done({ name, kind }: MergePut, candidate: Candidate): Promise<void> {
    await this.#store.settle({ name, digest: skillDigest(candidate) });
    this.tell({ name, outcome: kind === "add" ? "added" : "updated" });
    this.#hasProgress = true;
  }

  /** All but what brings a program over. */
  async rest(step: MergeStep): Promise<void> {
    this.#requireGoingOn();
    const { name } = step;
    if (step.kind === "leave") this.tell({ name, outcome: "left", reason: step.reason });
    else if (step.kind === "conflict") {
      const [[, candidate]] = (await pinnedHere([step], this.#store)) as [Pinned];
      await this.keep(step, candidate, "conflict", step.reason);
    } else if (step.kind === "status") {
      for (const outcome of foreseen(step)) if (!this.#options.statuses) this.tell(outcome);
    }
  }

  /** Before anything is judged: what is trusted less must not be called by what comes over. */
  async takeStatus({ name, status, reason }: Extract<MergeStep, { kind: "status" }>): Promise<void> {
    const { from, by, statuses } = this.#options;
    if (!statuses || this.#told.has(name)) return;
    this.#told.add(name);
    try {
      await this.#store.transition(name, status, `${reason} (as ${from} says)`, { by });
      this.#hasProgress = true;
      this.tell({ name, outcome: "status", reason: `it is ${status} now: ${reason}` });
    } catch (error) {
      if (!(error instanceof PortolanError) || error.code !== "store-invalid") throw error;
      this.tell({ name, outcome: "left", reason: error.message, next: error.next });
    }
  }

  async #change(pinned: readonly Pinned[]): Promise<Pick<ChangeReport, "refused">> {
    const { from, by } = this.#options;
    const [first] = pinned;
    const name = first?.[0].name ?? "";
    const changes = pinned.map(([{ theirs }, candidate]): SkillChange => {
      const { aliasOf } = theirs;
      return aliasOf === undefined
        ? { kind: "put", candidate }
        : { kind: "alias", name: theirs.name, of: aliasOf };
    });
    const options: ChangeOptions = { reason: `merged from ${from}`, by, verify: this.#verifyFor(pinned) };
    const report = await this.#orWhyNot(async () => this.#store.change(changes, options));
    return typeof report === "string" ? { refused: { name, reason: report } } : report;
  }

  /** The given verifier; what comes from there has evidence that says so. */
  #verifyFor(pinned: readonly Pinned[]): Verify {
    const origins = new Map(pinned.map(([put]) => [put.name, this.#originOf(put.theirs)]));
    return async (candidate, reader) => {
      // Nothing but the program, what it is pinned to and its cases decides.
      const key = digestOf([skillDigest(candidate), candidate.evals]);
      const verdict = await (this.#verdicts.get(key) ?? this.#verify(candidate, reader));
      this.#verdicts.set(key, Promise.resolve(verdict));
      const origin = origins.get(candidate.name);
      if ("refused" in verdict || !origin) return verdict;
      return { evidence: { ...verdict.evidence, coder: origin.author ?? verdict.evidence.coder, origin } };
    };
  }

  async #verify(candidate: Candidate, reader: SkillReader): ReturnType<Verify> {
    try {
      return await this.#options.verify(candidate, reader);
    } catch (error) {
      this.#requireGoingOn();
      throw error;
    }
  }

  async keep(
    { name, theirs }: Pick<MergePut, "name" | "theirs">,
    candidate: Candidate,
    outcome: "candidate" | "conflict",
    reason: string,
  ): Promise<void> {
    const ref = { name, digest: skillDigest(candidate) };
    const proposed = await this.#orWhyNot(() => this.#store.propose(candidate, this.#originOf(theirs)));
    if (!["added", "unchanged", "known"].includes(proposed))
      return this.tell({ name, outcome: "left", reason: proposed });
    if (proposed !== "known") await this.#store.settle(ref, reason);
    this.tell({ name, outcome, reason, ...(outcome === "conflict" && { next: conflictNext(name) }) });
  }

  /** What a store says of something that it cannot keep: another store may hold what this one would not take. */
  async #orWhyNot<T>(write: () => Promise<T>): Promise<T | string> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof PortolanError && error.code === "store-invalid") return error.message;
      throw error;
    }
  }

  /** What of a candidate's callees is no active skill here. */
  async #missing({ uses }: Candidate): Promise<string | undefined> {
    for (const pin of uses) {
      const callee = await this.#store.get(pin.name, pin.digest);
      if (callee?.status !== "active") return `it calls ${pin.name}, which is no active skill here`;
    }
    return undefined;
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
