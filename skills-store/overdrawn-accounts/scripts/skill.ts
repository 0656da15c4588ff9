import { lowestBalance } from "#skills/lowest-balance";
import { positionsOf } from "#skills/positions-of";
import { rowSums } from "#skills/row-sums";
import { sum } from "#skills/sum";

/**
 * Each row holds the payments into and out of one account, which starts at 0. List the positions of
 * the accounts, counting from 0, whose balance was below 0 after some payment.
 */
export function overdrawnAccounts(accounts: number[][]): number[] {
  const items = accounts.filter((account) => lowestBalance(account) < 0);
  return items.map((account) => lowestBalance(positionsOf(rowSums(accounts), sum(account))));
}
