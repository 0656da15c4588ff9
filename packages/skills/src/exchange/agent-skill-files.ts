import { functionNameOf, type Case, type Skill } from "@portolan/core";
import { frontmatterText } from "../store/frontmatter.ts";
import { casesText } from "../store/skill-files.ts";

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
    "scripts/run.mjs": runnerOf(skill),
    "evals/cases.json": casesText(skill.evals),
  };
  for (const callee of callees) files[`scripts/skills/${callee.name}.ts`] = callee.source;
  return files;
}

function manifestOf({ name }: Skill): string {
  // The scripts import each other by these names; Node finds them here.
  const imports = { "#skills/*": "./scripts/skills/*.ts" };
  return `${JSON.stringify({ name, private: true, type: "module", imports, engines: { node: ">=24" } }, null, 2)}\n`;
}

function runnerOf({ name }: Skill): string {
  const symbol = functionNameOf(name);
  return `import { ${symbol} } from "./skill.ts";

// One JSON value for each argument; the result goes to standard output as JSON.
const input = process.argv.slice(2).map(valueOf);
console.log(JSON.stringify(await ${symbol}(...input)));

function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    console.error(\`The argument \${text} is not JSON. Put a text in double quotes inside single ones: '"like this"'.\`);
    process.exit(2);
  }
}
`;
}

function markdownOf(skill: Skill): string {
  const { name, description, signature, version, evals, evidence } = skill;
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
    compatibility: "Needs Node.js 24 or later, and no package.",
    metadata,
  });
  const calls = [...evals.examples, ...evals.cases];
  const shown = calls.slice(0, SHOWN_CALLS);
  const parts = [
    `# ${name}`,
    description.trim(),
    fence("ts", [`${symbol}: ${signature}`, ...shown.map((one) => callLine(symbol, one))]),
    "## How to use it",
    "From a shell in this folder, with one JSON value for each argument; the result is printed as JSON:",
    fence("sh", [commandLine(shown[0])]),
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

function commandLine(one: Case | undefined): string {
  const input = one?.input.map((value) => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`) ?? ["…"];
  return `node scripts/run.mjs ${input.join(" ")}`.trimEnd();
}

function fence(language: string, lines: string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}
