import type { TidyKind } from "@portolan/skills";
import { wrongUsage } from "../command-line/usage-error.ts";

const kinds: readonly TidyKind[] = ["duplicates", "families", "retire"];

/**
 * Reads `--only`.
 * @throws PortolanError `usage`
 */
export function tidyKindOf(text: string | undefined): TidyKind | undefined {
  if (text === undefined) return undefined;
  const kind = kinds.find((one) => one === text);
  if (kind) return kind;
  throw wrongUsage(`--only takes ${kinds.join(", ")}.`, text, "Give one of them, or leave --only away.");
}
