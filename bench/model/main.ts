import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createSandbox } from "@portolan/sandbox";
import { libraryOf } from "./library.ts";
import { overheadOf, type Overhead } from "./overhead.ts";
import { overheadReport, tokensReport } from "./report.ts";
import { promptSizes, type PromptSizes } from "./tokens.ts";

// `pnpm bench:model [--sizes 10,100,1000] [--prompt-sizes 10,100,1000,10000] [--page docs/results/model.md]`: how many tokens the
// prompts of the model coder have as the library grows, and what the loop costs around a model that answers at once.
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,100,1000" },
    "prompt-sizes": { type: "string", default: "10,30,100,300,1000,3000,10000" },
    page: { type: "string" },
  },
});
const PROMPT_TOKENS = 12_000;
const GOALS = 20;

const sizesOf = (text: string): number[] => text.split(",").map(Number);
const promptCounts = sizesOf(values["prompt-sizes"]);
const loopCounts = sizesOf(values.sizes);
const largest = await libraryOf(Math.max(...promptCounts, ...loopCounts));
// What is asked for has words of two skills, and is none of them.
const goals = Array.from({ length: GOALS }, (_, i) => {
  const [one, other] = [largest[i * 3], largest[i * 5 + 1]].map((skill) => skill?.description ?? "");
  return `${one} Then: ${other}`;
});

const prompts: PromptSizes[] = [];
for (const count of promptCounts)
  prompts.push(await promptSizes(largest.slice(0, count), goals, PROMPT_TOKENS));
const tokens = tokensReport(prompts, PROMPT_TOKENS);
console.log(`\n${tokens}\n`);

const overheads: Overhead[] = [];
await using sandbox = createSandbox();
for (const count of loopCounts) overheads.push(await overheadOf(largest.slice(0, count), goals, sandbox));
const overhead = overheadReport(overheads);
console.log(`${overhead}\n`);

if (values.page !== undefined) {
  let page = readFileSync(values.page, "utf8");
  for (const [mark, report] of Object.entries({ tokens, overhead })) {
    const place = new RegExp(`(<!-- ${mark} -->).*(<!-- /${mark} -->)`, "s");
    page = page.replace(place, (_, start: string, end: string) => `${start}\n\n${report}\n\n${end}`);
  }
  writeFileSync(values.page, page);
}
