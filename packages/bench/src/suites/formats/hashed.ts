import { digestOf } from "@portolan/core";

/** Ten hexadecimal digits for a name that would give the rule away. */
export function hashed(name: string): string {
  return digestOf(name).slice(0, 10);
}
