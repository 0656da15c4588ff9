import { loadSuite } from "@portolan/bench";
import { configSchema } from "@portolan/core";
import { expect, it } from "vitest";
import { experimentId } from "./sail-arms.ts";

it("never goes on with an experiment in which skills were ranked in another way", async () => {
  const suite = await loadSuite("lists");
  const config = configSchema.parse({});
  const first = await experimentId(suite, config, "ranking-1");
  expect(await experimentId(suite, config, "ranking-1")).toBe(first);
  expect(await experimentId(suite, config, "ranking-2")).not.toBe(first);
});
