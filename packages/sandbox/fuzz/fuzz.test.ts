import { describe, expect, it } from "vitest";
import { properties } from "./properties.ts";
import { tryProperties } from "./try-properties.ts";

// The same every time; `pnpm fuzz:sandbox` tries others.
const seed = 20_260_101;

describe("whatever a sandbox is given", () => {
  it.each(properties.map((property) => [property.name, property] as const))("%s", async (_, property) => {
    expect(await tryProperties({ seed, times: 12 }, [property])).toEqual([]);
  });
});
