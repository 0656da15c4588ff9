import { PortolanError } from "../errors/portolan-error.ts";

/** What something cost. A kind that is absent was not spent; money is also absent where a price is unknown. */
export interface Cost {
  /** Candidate programs that the built-in coder evaluated. */
  evaluations: number;
  /** Requests to models, those that failed and were sent again included. */
  requests?: number;
  /** Tokens read and written by models. */
  tokens?: number;
  costUsd?: number;
}

/** What an episode may spend; a kind that is absent has no limit. */
export interface BudgetLimits {
  /** Candidate evaluations. */
  evaluations: number;
  /** Programs written and judged. */
  attempts: number;
  /** Requests to models. */
  requests?: number;
  /** Tokens read and written by models. */
  tokens?: number;
  costUsd?: number;
  /** Wall time since the budget was opened, in milliseconds. */
  wallMs?: number;
}

export type BudgetKind = keyof BudgetLimits;

/** What is counted, as it is spent; wall time passes by itself. */
export type Spent = Omit<BudgetLimits, "wallMs">;

const kinds: ReadonlySet<string> = new Set<BudgetKind>([
  "evaluations",
  "attempts",
  "requests",
  "tokens",
  "costUsd",
  "wallMs",
]);
/** What was spent, of whatever else says so too; kinds that were not spent are left out. */
export function spentOf({ evaluations, attempts, requests, tokens, costUsd }: Spent): Spent {
  return {
    evaluations,
    attempts,
    ...(requests !== undefined && { requests }),
    ...(tokens !== undefined && { tokens }),
    ...(costUsd !== undefined && { costUsd }),
  };
}

/** Counts what an episode spends. Nobody takes more than remains; only the step under way can end above it. */
export class Budget {
  readonly limits: Readonly<BudgetLimits>;
  readonly spent: Spent = { evaluations: 0, attempts: 0 };
  readonly #now: () => number;
  readonly #openedMs: number;
  readonly #whole: Budget | undefined;

  constructor(limits: BudgetLimits, now: () => number = () => performance.now(), whole?: Budget) {
    for (const [kind, value] of Object.entries(limits) as [BudgetKind, number | undefined][]) {
      if (value === undefined) continue;
      if (!kinds.has(kind)) {
        const next = `Choose from ${[...kinds].join(", ")}.`;
        throw new PortolanError("budget-invalid", `There is no budget ${kind}.`, { value: kind, next });
      }
      const ok =
        kind === "costUsd" ? Number.isFinite(value) && value > 0 : Number.isInteger(value) && value >= 1;
      if (ok) continue;
      const what = kind === "costUsd" ? "an amount above 0" : "a whole number above 0";
      throw new PortolanError("budget-invalid", `The budget ${kind} must be ${what}.`, {
        value,
        next:
          kind === "costUsd"
            ? "Set costUsd to an amount in US dollars, such as 0.50."
            : `Set ${kind} to 1 or more.`,
      });
    }
    this.limits = { ...limits };
    this.#now = now;
    this.#openedMs = now();
    this.#whole = whole;
  }

  /** A part of this budget with limits of its own, from now on: what it spends, this one spends too. */
  part(limits: Partial<BudgetLimits> = {}): Budget {
    return new Budget({ ...this.limits, ...limits }, this.#now, this);
  }

  /** Infinity for a kind without a limit. */
  remaining(kind: BudgetKind): number {
    const limit = this.limits[kind];
    if (limit === undefined) return Infinity;
    const spent = kind === "wallMs" ? this.#now() - this.#openedMs : (this.spent[kind] ?? 0);
    return Math.min(Math.max(0, limit - spent), this.#whole?.remaining(kind) ?? Infinity);
  }

  /** @throws PortolanError `budget-invalid` when the amount is not a (whole, except for money) number of 0 or more. */
  spend(kind: keyof Spent, amount: number): void {
    const ok = kind === "costUsd" ? Number.isFinite(amount) : Number.isInteger(amount);
    if (!ok || amount < 0) {
      throw new PortolanError("budget-invalid", `A coder spent ${amount} ${kind}.`, {
        value: amount,
        next: `Correct the coder: what it spends is a${kind === "costUsd" ? "n amount" : " whole number"} of 0 or more.`,
      });
    }
    this.spent[kind] = (this.spent[kind] ?? 0) + amount;
    this.#whole?.spend(kind, amount);
  }

  /** The first kind that is used up, or `undefined`. */
  get exhausted(): BudgetKind | undefined {
    return (Object.keys(this.limits) as BudgetKind[]).find((kind) => this.remaining(kind) === 0);
  }

  /** The first kind that is used up of those that a request to a model needs, or `undefined`. */
  get exhaustedForModels(): BudgetKind | undefined {
    return (["requests", "tokens", "costUsd", "wallMs"] as const).find((kind) => this.remaining(kind) === 0);
  }
}
