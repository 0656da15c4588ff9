import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { arms, type ArmOptions, type ArmResult } from "./scale-arms.ts";
import { reportOf, type SizeResult } from "./scale-report.ts";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000,1000000" },
    folders: { type: "string", default: "100000" },
    questions: { type: "string", default: "100" },
    folder: { type: "string" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(
    "pnpm bench:store [--sizes 1000,10000] [--folders 100000] [--questions 100] [--folder DIR] [--json FILE]\n\n" +
      "--folders: up to this size skills are real folders, beyond rows of the catalogue alone\n",
  );
  process.exit(0);
}

const script = fileURLToPath(new URL("./scale-arm.ts", import.meta.url));
const flags = [
  "--conditions=@portolan/source",
  "--disable-warning=ExperimentalWarning",
  "--max-old-space-size=8192",
];
const base = values.folder ?? mkdtempSync(join(tmpdir(), "portolan-scale-"));
const results: SizeResult[] = [];
for (const size of values.sizes.split(",").map(Number)) {
  const folder = join(base, String(size));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = {
    size,
    folder,
    folders: size <= Number(values.folders),
    questions: Number(values.questions),
  };
  const result: SizeResult = { size, folders: options.folders, arms: {} };
  for (const arm of Object.keys(arms)) {
    process.stderr.write(`${size} skills: ${arm}\n`);
    result.arms[arm] = runArm(arm, options);
  }
  results.push(result);
  rmSync(folder, { recursive: true, force: true });
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
process.stdout.write(reportOf(results));

function runArm(arm: string, options: ArmOptions): ArmResult {
  const child = spawnSync(process.execPath, [...flags, script, arm, JSON.stringify(options)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, RUST_LOG: "error" },
  });
  if (child.status !== 0) throw new Error(`The arm ${arm} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1) as string) as ArmResult;
}
