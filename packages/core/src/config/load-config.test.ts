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
])("refuses %s %j %j", async (config, environment, flags, message) => {
  await expect(loadConfig({ cwd: folder(config), environment, flags })).rejects.toThrow(message);
});
