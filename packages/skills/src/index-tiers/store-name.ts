import { readFileSync } from "node:fs";
import { storeLayout } from "../store/store-layout.ts";

/** The name that a store's package.json gives it: stores that share a place for their index need different ones. */
export function storeName(root: string): string {
  try {
    const { name } = JSON.parse(readFileSync(storeLayout.packageJson(root), "utf8")) as { name?: unknown };
    return typeof name === "string" ? name : "";
  } catch {
    return "";
  }
}
