import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadSuite } from "@portolan/bench";
import { linkSkill, score } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { execa } from "execa";
import { type Measured, type Taught, voyageParts, withParts } from "./voyage-tables.ts";

// `pnpm docs:voyage` measures what docs/results/first-voyage.md says of voyages, half an hour, and writes it there.
// With --resume it goes on where an earlier start was stopped; the voyages of other sources must not be taken up.
const { values } = parseArgs({ options: { resume: { type: "boolean", default: false } } });
const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(root, ".portolan", "voyage-page");
const publicSuites = ["list-functions-250", "sygus-strings"].map((name) =>
  join(process.env.PORTOLAN_SUITES ?? "", `${name}.jsonl`),
);
const absent = publicSuites.find((path) => !existsSync(path));
if (absent)
  throw new Error(`There is no ${absent}: PORTOLAN_SUITES must name the folder of the public suites.`);

if (!values.resume) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const measured: Measured[] = [];
for (const suite of ["text", "lists"]) {
  for (const budget of [30_000, 100_000]) measured.push(await measure(suite, budget));
}
for (const path of publicSuites) measured.push(await measure(path, 30_000));
const parts = voyageParts(measured, await taughtBy(["text", "lists"]));
const page = join(root, "docs/results/first-voyage.md");
writeFileSync(page, withParts(readFileSync(page, "utf8"), parts));
console.log("Written. Read the sentences around the figures: nobody measured those.");

/** One `portolan bench`, in a folder where no other voyage is. */
async function measure(suite: string, budget: number): Promise<Measured> {
  const name = basename(suite, ".jsonl");
  const out = join(folder, `${name}-${budget}.json`);
  const bin = join(root, "packages/cli/src/bin.ts");
  const node = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning", bin];
  console.log(`portolan bench --suite ${name} --evaluations ${budget}`);
  const flags = ["bench", "--suite", suite, "--evaluations", String(budget), "--out", out, "--quiet"];
  await execa(process.execPath, [...node, ...flags], { cwd: folder, stdout: "inherit", stderr: "inherit" });
  return {
    suite: name,
    budget,
    ...(JSON.parse(readFileSync(out, "utf8")) as Omit<Measured, "suite" | "budget">),
  };
}

/** What the library that ships holds of each suite, judged on the cases that neither coder nor gate saw. */
async function taughtBy(suites: readonly string[]): Promise<Taught[]> {
  await using sandbox = createSandbox();
  await using store = await openSkillStore({ root: join(root, "skills-store"), readOnly: true });
  const skills = await store.list();
  const taught: Taught[] = [];
  for (const suite of suites) {
    const tasks = new Map((await loadSuite(suite)).tasks.map((task) => [task.id, task]));
    const learned = skills.filter(({ evidence }) => tasks.has(evidence.task.id));
    let wrong = 0;
    for (const skill of learned) {
      const program = await linkSkill(skill, store);
      const cases = tasks.get(skill.evidence.task.id)?.score ?? [];
      if (!program || (await score(sandbox, program, cases)).right < cases.length) wrong++;
    }
    taught.push({ suite, skills: learned.length, wrong });
  }
  return taught;
}
