import { functionNameOf, parseSignature, type Skill } from "@portolan/core";

/** What a shell calls an exported skill by, beneath its folder. */
export const RUNNER = "scripts/run.mjs";
/** The first Node that reads TypeScript without a flag. */
export const OLDEST_NODE = "22.18";

/**
 * A program for plain Node that calls a skill: arguments as JSON on the command line or standard input, the result as JSON on standard
 * output; 1 when the function throws, 2 for wrong usage, 3 for a Node that is too old.
 * @param example a call as the shell takes it, without the program
 */
export function runnerOf({ name, description, signature }: Skill, example: string): string {
  const usage = [
    `${functionNameOf(name)}: ${signature}`,
    "",
    description.trim(),
    "",
    "One JSON value for each argument; the result is printed as JSON:",
    `  node ${RUNNER} ${example}`.trimEnd(),
    "A list of all arguments from standard input:",
    `  node ${RUNNER} - < arguments.json`,
  ].join("\n");
  return `import { readFileSync } from "node:fs";

const usage = ${JSON.stringify(usage)};
const parameters = ${JSON.stringify(parametersOf(signature))};
const given = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
const [oldestMajor, oldestMinor] = ${JSON.stringify(OLDEST_NODE.split(".").map(Number))};
if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
  fail(3, \`This needs Node.js ${OLDEST_NODE} or later, and runs on \${process.versions.node}.\`);
if (given[0] === "--help" || given[0] === "-h") {
  console.log(usage);
  process.exit(0);
}
const input = given[0] === "-" ? listOf(readFileSync(0, "utf8")) : given.map(valueOf);
if (parameters !== null && input.length !== parameters)
  fail(2, \`It takes \${parameters} argument\${parameters === 1 ? "" : "s"}, and was given \${input.length}.\\n\\n\${usage}\`);

// Imported only now: an older Node cannot read it.
const { ${functionNameOf(name)} } = await import("./skill.ts");
try {
  console.log(JSON.stringify((await ${functionNameOf(name)}(...input)) ?? null));
} catch (error) {
  fail(1, error instanceof Error ? \`\${error.name}: \${error.message}\` : String(error));
}

function listOf(text) {
  const list = parsed(text);
  return Array.isArray(list) ? list : fail(2, "Standard input holds no JSON list of arguments.");
}

function valueOf(text) {
  const value = parsed(text);
  if (value !== undefined) return value;
  const shown = text.length > 200 ? \`\${text.slice(0, 200)}…\` : text;
  return fail(2, \`The argument \${shown} is not JSON. Put a text in double quotes inside single ones: '"like this"'.\`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(code, message) {
  console.error(message);
  process.exit(code);
}
`;
}

/** How many arguments it takes; nothing where some may be left out, or only the type checker knows. */
function parametersOf(signature: string): number | null {
  if (/\?:|\.\.\./.test(signature)) return null;
  try {
    return parseSignature(signature).parameters.length;
  } catch {
    return null;
  }
}
