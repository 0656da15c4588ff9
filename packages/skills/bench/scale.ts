import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { arms, type ArmOptions, type ArmResult } from "./scale-arms.ts";
import { writePage } from "./scale-page.ts";
import { reportOf, type SizeResult } from "./scale-report.ts";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000,1000000" },
    folders: { type: "string", default: "100000" },
    questions: { type: "string", default: "100" },
    folder: { type: "string" },
    json: { type: "string" },
    page: { type: "string" },
    skip: { type: "string", default: "" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(
    'pnpm bench:store [--sizes 1000,10000] [--folders 100000] [--questions 100] [--folder DIR] [--keep] [--skip "ARM;ARM"]\n' +
      "                 [--json FILE] [--page FILE]\n\n" +
      "--folders: up to this size skills are real folders, beyond rows of the catalogue alone\n" +
      "--keep:    leaves the data in DIR, and takes what an earlier run made there\n" +
      "--skip:    arms that are not run; with --keep, what an earlier run measured stands for them\n" +
      "--page:    writes the tables into a page of Markdown\n",
  );
  process.exit(0);
}

const script = fileURLToPath(new URL("./scale-arm.ts", import.meta.url));
const flags = [
  "--conditions=@portolan/source",
  "--disable-warning=ExperimentalWarning",
  "--max-old-space-size=8192",
];
/** Arms that make data: with `--keep` they run once. */
const MAKING = new Set(["prepare", "JavaScript, flat", "LanceDB, build"]);
const skipped = new Set(values.skip.split(";").map((arm) => arm.trim()));
const base = values.folder ?? mkdtempSync(join(tmpdir(), "portolan-scale-"));
const results: SizeResult[] = [];
for (const size of values.sizes.split(",").map(Number)) {
  const folder = join(base, String(size));
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = {
    size,
    folder,
    folders: size <= Number(values.folders),
    questions: Number(values.questions),
  };
  const made = kept<Record<string, ArmResult>>(join(folder, "made.json"), {});
  const wanted = Object.keys(arms).filter((arm) => !skipped.has(arm) && !(MAKING.has(arm) && made[arm]));
  const [before] = loadavg() as [number];
  for (const arm of wanted) {
    process.stderr.write(`${size} skills: ${arm}\n`);
    made[arm] = runArm(arm, options);
    writeFileSync(join(folder, "made.json"), JSON.stringify(made));
  }
  const [after] = loadavg() as [number];
  const load = wanted.length > 0 ? [before, after] : kept(join(folder, "load.json"), [before, after]);
  writeFileSync(join(folder, "load.json"), JSON.stringify(load));
  results.push({ size, folders: options.folders, load, cores: availableParallelism(), arms: made });
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
const report = reportOf(results.toSorted((a, b) => a.size - b.size));
process.stdout.write(report);
if (values.page) writePage(values.page, report);

/** What an earlier run left. */
function kept<T>(path: string, otherwise: T): T {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : otherwise;
}

function runArm(arm: string, options: ArmOptions): ArmResult {
  const child = spawnSync(process.execPath, [...flags, script, arm, JSON.stringify(options)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, RUST_LOG: "error" },
  });
  if (child.status !== 0) throw new Error(`The arm ${arm} ended with ${child.status ?? child.signal}.`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1) as string) as ArmResult;
}
