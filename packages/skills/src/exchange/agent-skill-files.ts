import { functionNameOf, type Case, type Skill } from "@portolan/core";
import { frontmatterText } from "../store/frontmatter.ts";
import { casesText } from "../store/skill-files.ts";
import { OLDEST_NODE, RUNNER, runnerOf } from "./agent-skill-runner.ts";

/** Texts by relative path. */
export type FileTexts = Record<string, string>;

const SHOWN_CALLS = 3;

/**
 * A skill as an Agent Skill that needs nothing but Node: its script as it is, the scripts that it calls beside it, a program
 * that calls it from the command line, and its cases.
 * @param callees all that it calls, directly or through others
 */
export function agentSkillFiles(skill: Skill, callees: readonly Skill[]): FileTexts {
  const files: FileTexts = {
    "SKILL.md": markdownOf(skill),
    "package.json": manifestOf(skill),
    "scripts/skill.ts": skill.source,
    [RUNNER]: runnerOf(skill, shellArguments(callsOf(skill)[0])),
    "evals/cases.json": casesText(skill.evals),
  };
  for (const callee of callees) files[`scripts/skills/${callee.name}.ts`] = callee.source;
  return files;
}

function manifestOf({ name }: Skill): string {
  // The scripts import each other by these names; Node finds them here.
  const imports = { "#skills/*": "./scripts/skills/*.ts" };
  return `${JSON.stringify({ name, private: true, type: "module", imports, engines: { node: `>=${OLDEST_NODE}` } }, null, 2)}\n`;
}

function callsOf({ evals }: Skill): Case[] {
  return [...evals.examples, ...evals.cases];
}

function markdownOf(skill: Skill): string {
  const { name, description, signature, version, evidence } = skill;
  const symbol = functionNameOf(name);
  const author = skill.author ?? evidence.origin?.author;
  const license = evidence.origin?.licence;
  const tags = skill.tags?.join(" ");
  const metadata = {
    ...(author !== undefined && { author }),
    signature,
    ...(tags !== undefined && tags !== "" && { tags }),
    version: String(version),
  };
  const head = frontmatterText({
    name,
    description,
    ...(license !== undefined && { license }),
    compatibility: `Needs Node.js ${OLDEST_NODE} or later, and no package.`,
    metadata,
  });
  const calls = callsOf(skill);
  const shown = calls.slice(0, SHOWN_CALLS);
  const parts = [
    `# ${name}`,
    description.trim(),
    fence("ts", [`${symbol}: ${signature}`, ...shown.map((one) => callLine(symbol, one))]),
    "## How to use it",
    "From a shell in this folder, with one JSON value for each argument; the result is printed as JSON:",
    fence("sh", [`node ${RUNNER} ${shellArguments(shown[0])}`.trimEnd()]),
    `Arguments that are too long for a shell go to standard input, as one JSON list: \`node ${RUNNER} - < arguments.json\`. \`--help\` says all this.`,
    "From a program:",
    fence("ts", [`import { ${symbol} } from "./scripts/skill.ts";`]),
    ...(calls.length === 0
      ? []
      : [
          "## How to check it",
          "`evals/cases.json` holds calls that it answers rightly: `input` is the list of arguments.",
        ]),
  ];
  return `${head}\n${parts.join("\n\n")}\n`;
}

function callLine(symbol: string, { input, output }: Case): string {
  return `${symbol}(${input.map((value) => JSON.stringify(value)).join(", ")}); // ${JSON.stringify(output)}`;
}

function shellArguments(one: Case | undefined): string {
  const input = one?.input.map((value) => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`);
  return input?.join(" ") ?? "…";
}

function fence(language: string, lines: string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}
