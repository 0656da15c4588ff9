import {
  type Candidate,
  type Evidence,
  PortolanError,
  type Skill,
  skillDigest,
  type SkillReader,
  type SkillRef,
  type SkillStore,
  type Verify,
} from "@portolan/core";
import { requireStorable } from "../store/candidate-rules.ts";
import { requireModest } from "./candidate-limits.ts";
import { type ImportOutcome, takingOver } from "./import-outcome.ts";
import type { Offer, Offers } from "./offer.ts";
import { calleesFirst, type OrderedOffers } from "./order-offers.ts";
import { type Callee, type Resolved, resolveOffer } from "./resolve-offer.ts";

/** How an import goes on. */
export interface ImportOptions {
  /** Judges each candidate; without it all stay candidates. */
  verify?: Verify;
  /** The name here of a skill of the source. */
  rename?: (name: string) => string;
  /** Verifies, and writes nothing. */
  dryRun?: boolean;
  onOutcome?: (outcome: ImportOutcome) => void;
  signal?: AbortSignal;
}

type ImportStore = Pick<SkillStore, "get" | "admit" | "propose" | "settle">;

const noCases = "it has no case to be judged on";
const giveCases =
  "Add calls to its SKILL.md (`name([1, 2]); // 3` in a code block) or to evals/cases.json, and import it again.";

/**
 * Takes offers into a store, what is called before its callers: each becomes a candidate, is verified here, and is admitted
 * when it passes. What fails stays a candidate with the reason. One offer that fails stops no other.
 * @throws PortolanError `interrupted`, which leaves the offer that was being verified a candidate; `store-unwritable` and `store-locked` as any write
 */
export async function importSkills(
  store: ImportStore,
  { offers, skipped }: Offers,
  options: ImportOptions = {},
): Promise<ImportOutcome[]> {
  const run = new Import(store, calleesFirst(offers), options);
  for (const { what, reason } of skipped) run.tell({ name: what, outcome: "skipped", reason });
  for (const { candidate } of run.order.cyclic) {
    const reason = "it calls itself through others, so that none of them could be pinned";
    run.tell({ name: candidate.name, outcome: "skipped", reason });
  }
  for (const offer of run.order.ordered) {
    requireGoingOn(options.signal);
    run.tell(await run.take(offer), offer);
  }
  return run.outcomes;
}

/** One import under way. */
class Import {
  readonly outcomes: ImportOutcome[] = [];
  readonly order: OrderedOffers;
  readonly #store: ImportStore;
  readonly #options: ImportOptions;
  readonly #settled = new Map<Offer, Callee>();
  /** What a dry run would have admitted. */
  readonly #admitted = new Map<string, Skill>();
  readonly #reader: SkillReader;

  constructor(store: ImportStore, order: OrderedOffers, options: ImportOptions) {
    this.#store = store;
    this.order = order;
    this.#options = options;
    this.#reader = {
      get: async (name, digest) => {
        const skill = this.#admitted.get(name);
        return skill && (digest === undefined || skill.digest === digest) ? skill : store.get(name, digest);
      },
    };
  }

  tell(outcome: ImportOutcome, offer?: Offer): void {
    const { name, digest } = outcome;
    const isActive = outcome.outcome === "admitted" || (outcome.outcome === "known" && !outcome.reason);
    if (offer && digest !== undefined) this.#settled.set(offer, { name, digest, isActive });
    this.outcomes.push(outcome);
    this.#options.onOutcome?.(outcome);
  }

  async take(offer: Offer): Promise<ImportOutcome> {
    const name = this.#nameOf(offer);
    try {
      const resolved = await resolveOffer(offer.candidate, name, (pin) => this.#calleeOf(pin));
      requireStorable(resolved.candidate);
      requireModest(resolved.candidate);
      return await this.#settle(offer, resolved);
    } catch (error) {
      if (!(error instanceof PortolanError) || !["store-invalid", "skill-invalid"].includes(error.code))
        throw error;
      return { name, outcome: "skipped", reason: error.message, next: error.next };
    }
  }

  async #settle(offer: Offer, { candidate, problem }: Resolved): Promise<ImportOutcome> {
    const { name } = candidate;
    const digest = skillDigest(candidate);
    const said = { name, digest };
    const version = await this.#reader.get(name, digest);
    const current = await this.#reader.get(name);
    if (version) {
      await this.#forget(said);
      const isCurrent = current?.digest === digest;
      if (isCurrent && current.status === "active") return { ...said, outcome: "known" };
      const reason = isCurrent ? `it is ${current.status} here` : "it is an earlier version here";
      return {
        ...said,
        outcome: "known",
        reason,
        next: `See \`portolan show ${name}\` for what became of it.`,
      };
    }
    if (current)
      return this.#keep(offer, candidate, "conflict", `another program is ${name} here`, conflictNext(name));
    if (problem !== undefined)
      return this.#keep(offer, candidate, "candidate", problem, "Import what it calls first.");
    if (!this.#options.verify) return this.#keep(offer, candidate, "candidate");
    if (candidate.evals.examples.length + candidate.evals.cases.length === 0)
      return this.#keep(offer, candidate, "candidate", noCases, giveCases);
    await this.#propose(offer, candidate);
    const verdict = await this.#options.verify(candidate, this.#reader).catch((error: unknown) => {
      requireGoingOn(this.#options.signal);
      throw error;
    });
    if ("refused" in verdict) return this.#keep(offer, candidate, "candidate", verdict.refused);
    return this.#admit(offer, candidate, verdict.evidence);
  }

  async #admit({ origin }: Offer, candidate: Candidate, found: Evidence): Promise<ImportOutcome> {
    const { name } = candidate;
    const digest = skillDigest(candidate);
    const evidence: Evidence = { ...found, coder: origin.author ?? found.coder, origin };
    if (this.#options.dryRun) {
      this.#admitted.set(name, { ...candidate, digest, status: "active", version: 1, evidence });
    } else {
      const { change } = await this.#store.admit(candidate, evidence);
      // Another process took the name meanwhile.
      if (change === "name-taken")
        return {
          name,
          digest,
          outcome: "conflict",
          reason: `another program is ${name} here`,
          next: conflictNext(name),
        };
      await this.#store.settle({ name, digest });
    }
    return { name, digest, outcome: "admitted", checks: evidence.checks };
  }

  async #keep(
    offer: Offer,
    candidate: Candidate,
    outcome: "candidate" | "conflict",
    reason?: string,
    next?: string,
  ): Promise<ImportOutcome> {
    const ref = { name: candidate.name, digest: skillDigest(candidate) };
    await this.#propose(offer, candidate);
    if (reason !== undefined && !this.#options.dryRun) await this.#store.settle(ref, reason);
    return { ...ref, outcome, ...(reason !== undefined && { reason }), ...(next !== undefined && { next }) };
  }

  async #propose({ origin }: Offer, candidate: Candidate): Promise<void> {
    if (!this.#options.dryRun) await this.#store.propose(candidate, origin);
  }

  async #forget(ref: SkillRef): Promise<void> {
    if (!this.#options.dryRun) await this.#store.settle(ref);
  }

  async #calleeOf(pin: SkillRef): Promise<Callee | undefined> {
    const offer = this.order.calleeOf(pin);
    if (offer) return this.#settled.get(offer);
    const skill = await this.#reader.get(pin.name, pin.digest === "" ? undefined : pin.digest);
    if (skill?.status !== "active") return undefined;
    return { name: skill.name, digest: skill.digest, isActive: true };
  }

  #nameOf({ candidate: { name } }: Offer): string {
    return this.#options.rename?.(name) ?? name;
  }
}

function conflictNext(name: string): string {
  return `Import it by another name (--as or --prefix), or let it take over: ${takingOver(name)}.`;
}

function requireGoingOn(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new PortolanError("interrupted", "The import was stopped.", {
    next: "The same command goes on: what was admitted stays.",
  });
}
