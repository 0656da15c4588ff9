import { parseSignature, typeText } from "./signature.ts";

/** A signature without its parameters' names: equal for skills that can stand in for one another. */
export function typesOf(signature: string): string {
  const { parameters, result } = parseSignature(signature);
  return [...parameters.map(({ type }) => typeText(type)), typeText(result)].join(" → ");
}
