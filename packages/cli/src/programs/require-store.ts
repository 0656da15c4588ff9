import { stat } from "node:fs/promises";
import { PortolanError } from "@portolan/core";

/**
 * Refuses a store that is not there, for commands that judge one: of nothing all is well, and a typing error would pass.
 * @throws PortolanError `store-invalid`
 */
export async function requireStore(root: string): Promise<void> {
  if (await stat(root).catch(() => undefined)) return;
  throw new PortolanError("store-invalid", `There is no store in ${root}.`, {
    value: root,
    next: "Correct the path, or make a store there with `portolan learn --store`.",
  });
}
