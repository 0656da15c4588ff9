import {
  limitNames,
  type LimitName,
  type Limits,
  limitSpecs,
  type LimitSpec,
  nearestNames,
} from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/** What one of these is in the unit of the limit. */
const factors: Readonly<Record<LimitSpec["unit"], Readonly<Record<string, number>>>> = {
  ms: { "": 1, ms: 1, s: 1_000, min: 60_000 },
  MB: { "": 1, mb: 1, gb: 1_024 },
  bytes: { "": 1, b: 1, kb: 1_024, mb: 1_024 ** 2, gb: 1_024 ** 3 },
  levels: { "": 1 },
  calls: { "": 1 },
};

/**
 * Reads limits as the command line gives them: `wallMs=500`, `wallMs=2s`, several with commas between them.
 * @throws PortolanError `usage`
 */
export function parseLimits(texts: readonly string[]): Partial<Limits> {
  const limits: Partial<Limits> = {};
  for (const text of texts.flatMap((one) => one.split(","))) {
    const [name, value] = text.split("=", 2).map((part) => part.trim()) as [string, string?];
    if (!isLimitName(name)) throw unknownLimit(name);
    limits[name] = amountOf(name, value ?? "");
  }
  return limits;
}

/** True of what stands among the arguments and is a limit: `memoryMb=64` after `--limit wallMs=500` is no JSON. */
export function looksLikeLimit(text: string): boolean {
  return /^[a-z]\w*=/i.test(text);
}

function amountOf(name: LimitName, text: string): number {
  const { unit } = limitSpecs[name];
  const match = /^(\d[\d_]*(?:\.\d+)?)\s*([a-z]*)$/i.exec(text);
  const factor = match ? factors[unit][(match[2] as string).toLowerCase()] : undefined;
  const amount = match && factor !== undefined ? Number(match[1]?.replaceAll("_", "")) * factor : Number.NaN;
  // Deeper arguments would exhaust the stack of whoever looks at them, so this default is the most.
  if (name === "argumentDepth" && amount > limitSpecs.argumentDepth.default)
    throw wrongUsage(
      `--limit argumentDepth cannot be above ${limitSpecs.argumentDepth.default}.`,
      text,
      "Give flatter arguments.",
    );
  if (Number.isSafeInteger(amount) && (amount > 0 || (unit !== "ms" && unit !== "MB"))) return amount;
  throw wrongUsage(
    `--limit ${name} takes a whole number of ${unit}${unit === "ms" || unit === "MB" ? " above 0" : ""}.`,
    text === "" ? `${name}=` : text,
    `Write --limit ${name}=${limitSpecs[name].default}${unitHint(unit)}.`,
  );
}

function unitHint(unit: LimitSpec["unit"]): string {
  const suffixes = Object.keys(factors[unit]).filter((suffix) => suffix !== "");
  return suffixes.length > 0 ? `; it may end in ${suffixes.join(", ")}` : "";
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(limitSpecs, name);
}

function unknownLimit(name: string): Error {
  const same = limitNames.find((limit) => limit.toLowerCase() === name.toLowerCase());
  const near = same ? [same] : nearestNames(name, limitNames, 0.4);
  const next =
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Limits are ${limitNames.join(", ")}.`;
  return wrongUsage(`There is no limit "${name}".`, name, next);
}
