import { lowestBalance } from "#skills/lowest-balance";
import { sum } from "#skills/sum";

/**
 * Each row holds the payments into and out of one account, which starts at 0. For the accounts
 * whose balance was never below 0 after a payment, list the final balances.
 */
export function safeTotals(accounts: number[][]): number[] {
  return accounts.filter((account) => lowestBalance(account) > -1).map(sum);
}
