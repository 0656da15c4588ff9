import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { soakStore } from "../src/testing/store-soak.ts";

// `pnpm soak:store [--writers N] [--admissions N] [--kill-one-in N]`: many processes write one store and are killed at
// random; exit code 1 when an acknowledged skill is lost, a folder is torn, or the store is not as it says.
const { values } = parseArgs({
  options: {
    writers: { type: "string", default: "8" },
    admissions: { type: "string", default: "500" },
    "kill-one-in": { type: "string", default: "40" },
  },
});
const root = mkdtempSync(join(tmpdir(), "portolan-soak-"));
const figures = await soakStore({
  root,
  writers: Number(values.writers),
  admissions: Number(values.admissions),
  killOneIn: Number(values["kill-one-in"]),
  versionEvery: 100,
});
const { acknowledged, kills, lost, torn, problems, versions, seconds } = figures;
process.stdout.write(
  `${acknowledged} admissions acknowledged, ${versions} skills with new versions, ${kills} kills: ` +
    `${lost} lost, ${torn} torn, ${problems} problems; ${seconds} s\n`,
);
if (lost + torn + problems > 0) process.exitCode = 1;
else rmSync(root, { recursive: true });
