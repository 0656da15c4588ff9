import type { Budget, BudgetLimits, Cost, Spent } from "../budget/budget.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { Coder, Draft, WriteRequest } from "./coder.ts";

/** One coder of a cascade, and what it may spend of an episode's budget; `attempts` are programs of its that were judged. */
export interface CascadeStage {
  coder: Coder;
  budget?: Partial<BudgetLimits>;
}

/**
 * A coder made of others, the cheapest first. A stage that gives up, or has spent its share, hands over to the next one, which sees
 * all past attempts; no stage comes back in that episode.
 * @throws PortolanError `usage` without a stage
 */
export function cascade(stages: readonly CascadeStage[]): Coder {
  if (stages.length === 0) {
    throw new PortolanError("usage", "A cascade has no stages.", {
      value: "[]",
      next: "Give it at least one coder.",
    });
  }
  const courses = new WeakMap<Budget, Course>();
  return {
    id: `cascade(${stages.map(idOf).join(" > ")})`,
    async write(request, budget) {
      const course = courses.get(budget) ?? new Course(stages, budget);
      courses.set(budget, course);
      const before = { ...budget.spent };
      const draft = await course.write(request);
      return { ...draft, cost: spentSince(before, budget.spent) };
    },
    ended(budget, how) {
      courses.get(budget)?.ended(budget, how);
      courses.delete(budget);
    },
  };
}

/** The way of one episode through the stages. */
class Course {
  readonly #stages: readonly CascadeStage[];
  readonly #whole: Budget;
  #index = -1;
  /** What the stage under way may spend. */
  #part!: Budget;
  /** Attempts there were when it began. */
  #attemptsBefore = 0;
  readonly #reasons: string[] = [];

  constructor(stages: readonly CascadeStage[], whole: Budget) {
    this.#stages = stages;
    this.#whole = whole;
    this.#enterNext();
  }

  async write(request: WriteRequest): Promise<Draft> {
    for (;;) {
      const draft = await this.#tryStage(request);
      if (draft.kind !== "gave-up") return draft;
      const { coder } = this.#stage;
      this.#reasons.push(`${coder.id}: ${draft.reason}`);
      this.#tellEnd(request.emit, draft.reason, false);
      if (this.#index + 1 === this.#stages.length) return { ...draft, reason: this.#reasons.join("; ") };
      this.#enterNext();
    }
  }

  ended(budget: Budget, how: Parameters<NonNullable<Coder["ended"]>>[1]): void {
    this.#stage.coder.ended?.(this.#part, how);
    if (this.#reasons.length === this.#stages.length) return;
    const reason = how.solved
      ? "solved"
      : budget.exhausted
        ? `${budget.exhausted} used up`
        : "the episode ended";
    this.#tellEnd(how.emit, reason, how.solved);
  }

  get #stage(): CascadeStage {
    return this.#stages[this.#index] as CascadeStage;
  }

  async #tryStage(request: WriteRequest): Promise<Draft> {
    const used = this.#used();
    if (used) return gaveUp(`its ${used} are used up`);
    try {
      return await this.#stage.coder.write(request, this.#part);
    } catch (error) {
      const isSpent = error instanceof PortolanError && error.code === "budget-spent";
      // What the whole episode has spent, no other stage can spend.
      if (!isSpent || this.#whole.exhausted) throw error;
      return gaveUp(`its ${this.#used() ?? "budget"} are used up`);
    }
  }

  /** The kind of which this stage has spent its share. */
  #used(): string | undefined {
    const judged = this.#whole.spent.attempts - this.#attemptsBefore;
    return judged >= (this.#stage.budget?.attempts ?? Infinity) ? "attempts" : this.#part.exhausted;
  }

  #enterNext(): void {
    this.#index++;
    // Attempts are spent by the episode, not by the coder.
    this.#part = this.#whole.part({ ...this.#stage.budget, attempts: this.#whole.limits.attempts });
    this.#attemptsBefore = this.#whole.spent.attempts;
  }

  #tellEnd(emit: WriteRequest["emit"], reason: string, solved: boolean): void {
    const { attempts: _, ...cost } = this.#part.spent;
    emit?.({
      type: "stage-ended",
      attempt: this.#whole.spent.attempts + (solved ? 0 : 1),
      stage: this.#index + 1,
      coder: this.#stage.coder.id,
      reason,
      solved,
      cost,
    });
  }
}

function idOf({ coder, budget = {} }: CascadeStage): string {
  const limits = Object.entries(budget).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = limits.map(([kind, limit]) => `${kind} ${limit}`).join(", ");
  return text === "" ? coder.id : `${coder.id} [${text}]`;
}

function gaveUp(reason: string): Draft {
  return { kind: "gave-up", reason, cost: { evaluations: 0 } };
}

/** Kinds that were not spent stay away. */
function spentSince(before: Spent, after: Spent): Cost {
  const kinds = ["requests", "tokens", "costUsd"] as const;
  const more = kinds.filter((kind) => after[kind] !== undefined && after[kind] !== before[kind]);
  return {
    evaluations: after.evaluations - before.evaluations,
    ...Object.fromEntries(more.map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)])),
  };
}
