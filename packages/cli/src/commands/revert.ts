import type { Invocation } from "../command-line/declaration.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";

/** `portolan revert`: undoes a change, as a change of its own. */
export async function run(invocation: Invocation<ChangeFlags>): Promise<number> {
  const id = invocation.arguments[0] as string;
  const flags = { reason: `reverts ${id}`, ...invocation.flags };
  return changeStore({ ...invocation, flags }, ({ store, options }) => store.revert(id, options));
}
