import { canonicalJson, type Json } from "../../json/json.ts";

/** Inputs near the given ones: each with one argument changed a little. Deterministic; none of the given ones. */
export function perturb(inputs: Json[][], limit: number): Json[][] {
  const seen = new Set(inputs.map(canonicalJson));
  const found: Json[][] = [];
  for (const input of inputs) {
    for (const [place, argument] of input.entries()) {
      for (const changed of neighbours(argument)) {
        const candidate = input.with(place, changed);
        const key = canonicalJson(candidate);
        if (seen.has(key)) continue;
        seen.add(key);
        found.push(candidate);
      }
    }
  }
  // Spread the choice over all inputs instead of taking the first one's neighbours only.
  const step = Math.max(1, found.length / limit);
  return Array.from(
    { length: Math.min(limit, found.length) },
    (_, i) => found[Math.floor(i * step)] as Json[],
  );
}

function neighbours(value: Json): Json[] {
  if (typeof value === "number") return [value + 1, value + 2];
  if (typeof value === "string") return value === "" ? ["a b"] : [value.slice(1), `${value}${value[0]}`];
  if (typeof value === "boolean") return [!value];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const [first, ...rest] = value as [Json, ...Json[]];
    return [rest, [...value, first], ...neighbours(first).map((changed) => [changed, ...rest])];
  }
  if (value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    neighbours(field).map((changed) => ({ ...value, [key]: changed })),
  );
}
