import { digestOf, type Json } from "../json/json.ts";

/**
 * Seeds of worlds that nobody has seen before the program was written: they come from its own source. The same program meets
 * the same worlds whenever it is judged, so that handing it in again is no second draw.
 */
export function* freshSeeds(of: Json): Generator<number, never> {
  for (let number = 0; ; number++) yield Number.parseInt(digestOf({ of, number }).slice(0, 8), 16);
}
