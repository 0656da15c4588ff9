import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";

function folder(config?: string): string {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-"));
  if (config) writeFileSync(join(cwd, "portolan.config.ts"), config);
  return cwd;
}

it("says where each value came from, the nearest source winning", async () => {
  const cwd = folder("export default { evaluations: 1000, attempts: 2, seed: 7 };");
  const { values, origins } = await loadConfig({
    cwd,
    environment: { PORTOLAN_ATTEMPTS: "3", PORTOLAN_SEED: "8" },
    flags: { seed: "9" },
  });
  expect(values).toMatchObject({ evaluations: 1000, attempts: 3, seed: 9, retrieve: 12 });
  expect(origins).toMatchObject({
    evaluations: join(cwd, "portolan.config.ts"),
    attempts: "PORTOLAN_ATTEMPTS",
    seed: "--seed",
    retrieve: "default",
  });
});

it.each([
  ["export default { evaluations: 'many' };", {}, {}, /evaluations from .*portolan\.config\.ts is wrong/],
  ["export default { evalutions: 10 };", {}, {}, /does not exist: evalutions/],
  ["export const x = 1;", {}, {}, /no default export/],
  ["export default {", {}, {}, /cannot be loaded/],
  ["", { PORTOLAN_EMBEDDER: "magic" }, {}, /embedder from PORTOLAN_EMBEDDER is wrong/],
  ["", {}, { attempts: "0" }, /attempts from --attempts is wrong/],
  ["export default { evaluations: true };", {}, {}, /evaluations .* not a whole number/],
  ["export default { evaluations: [7] };", {}, {}, /evaluations .* not a whole number/],
  ["export default { evaluations: 1.5 };", {}, {}, /evaluations .* not a whole number/],
  ["", {}, { seed: "" }, /seed from --seed is wrong: it is not a whole number/],
  ["", { PORTOLAN_SEED: " " }, {}, /seed from PORTOLAN_SEED is wrong: it is not a whole number/],
  ["throw null;", {}, {}, /cannot be loaded: it throws null/],
  ["export default [{ seed: 1 }];", {}, {}, /exports an array instead of/],
  ["export default Promise.resolve({ seed: 1 });", {}, {}, /exports a promise instead of/],
  ["export default null;", {}, {}, /exports null instead of/],
  ["export default { seed: () => 1 };", {}, {}, /cannot be loaded: .*could not be cloned/],
  ["await new Promise(() => {});\nexport default {};", {}, {}, /waits for ever/],
  ["process.exit(0);", {}, {}, /it ended/],
])("refuses %s %j %j", async (config, environment, flags, message) => {
  await expect(loadConfig({ cwd: folder(config), environment, flags })).rejects.toThrow(message);
});

it("reads objects as JSON from the environment, and names what is wrong in them", async () => {
  const cwd = folder();
  const read = async (environment: Record<string, string>) => (await loadConfig({ cwd, environment })).values;
  expect(
    await read({
      PORTOLAN_PRICES: '{"m": {"input": 1, "output": 2}}',
      PORTOLAN_MODELS: '{"judge": "large"}',
      PORTOLAN_COST_USD: "0.5",
    }),
  ).toMatchObject({ prices: { m: { input: 1, output: 2 } }, models: { judge: "large" }, costUsd: 0.5 });
  await expect(read({ PORTOLAN_PRICES: '{"m": {"input": 1}}' })).rejects.toThrow(
    /prices\.m\.output from PORTOLAN_PRICES is wrong/,
  );
  await expect(read({ PORTOLAN_MODEL_HEADERS: "x-key: hunter2" })).rejects.toMatchObject({
    message: "The setting modelHeaders from PORTOLAN_MODEL_HEADERS is not JSON.",
    value: "modelHeaders",
  });
  await expect(read({ PORTOLAN_MODEL_HEADERS: '{"x-key": ["hunter2"]}' })).rejects.toMatchObject({
    value: '{"x-key":"…"}',
  });
});

it("gives up on a file that never ends", async () => {
  const cwd = folder("while (true) {}");
  await expect(loadConfig({ cwd, environment: {} })).rejects.toThrow(/gave no settings within 5 s/);
});

it("takes a variable that is nearly a setting for a typing error, and leaves others alone", async () => {
  const cwd = folder();
  await expect(loadConfig({ cwd, environment: { PORTOLAN_EVALUTIONS: "5" } })).rejects.toMatchObject({
    code: "config",
    message: expect.stringContaining("PORTOLAN_EVALUTIONS"),
    next: expect.stringContaining("PORTOLAN_EVALUATIONS"),
  });
  const others = { PORTOLAN_DEBUG: "1", PORTOLAN_SUITES: "/x", PORTOLAN_TESTS: "slow", PORTOLAN_HOME: "/y" };
  expect((await loadConfig({ cwd, environment: others })).values.store).toBe("skills-store");
});
