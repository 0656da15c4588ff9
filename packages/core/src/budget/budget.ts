import { PortolanError } from "../errors/portolan-error.ts";

/** What something cost. */
export interface Cost {
  /** Candidate programs that the built-in coder evaluated. */
  evaluations: number;
}

/** What an episode may spend. */
export interface BudgetLimits {
  /** Candidate evaluations. */
  evaluations: number;
  /** Programs written and judged. */
  attempts: number;
}

/** Counts what an episode spends. Nobody takes more than remains; only the step under way can end above it. */
export class Budget {
  readonly limits: Readonly<BudgetLimits>;
  readonly spent: BudgetLimits = { evaluations: 0, attempts: 0 };

  constructor(limits: BudgetLimits) {
    for (const [name, value] of Object.entries(limits)) {
      if (!Number.isInteger(value) || value < 1) {
        throw new PortolanError("budget-invalid", `The budget ${name} must be a whole number above 0.`, {
          value,
          next: `Set ${name} to 1 or more.`,
        });
      }
    }
    this.limits = { ...limits };
  }

  remaining(kind: keyof BudgetLimits): number {
    return Math.max(0, this.limits[kind] - this.spent[kind]);
  }

  /** @throws PortolanError `budget-invalid` when the amount is not a whole number of 0 or more. */
  spend(kind: keyof BudgetLimits, amount: number): void {
    if (!Number.isInteger(amount) || amount < 0) {
      throw new PortolanError("budget-invalid", `A coder spent ${amount} ${kind}.`, {
        value: amount,
        next: "Correct the coder: what it spends is a whole number of 0 or more.",
      });
    }
    this.spent[kind] += amount;
  }

  /** The first kind that is used up, or `undefined`. */
  get exhausted(): keyof BudgetLimits | undefined {
    return (Object.keys(this.limits) as (keyof BudgetLimits)[]).find((kind) => this.remaining(kind) === 0);
  }
}
