import { type Case, parseSignature, PortolanError, type SkillQuery } from "@portolan/core";
import type { ProcessSandbox } from "@portolan/sandbox";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";
import { parseExample } from "../solve/parse-example.ts";

/** What the command line of a search gives. */
export interface SearchFlags {
  signature?: string;
  example?: string[];
  tag?: string[];
  tool?: string[];
  pure?: boolean;
  author?: string;
  suite?: string;
  limit?: string;
  budget?: string;
}

/**
 * The query that a command line states.
 * @throws PortolanError `usage`
 */
export function searchQuery(text: string, flags: SearchFlags): SkillQuery {
  const { signature, example = [], tag, tool, pure, author, suite } = flags;
  if (text.trim() === "" && signature === undefined && example.length === 0)
    throw wrongUsage(
      "There is nothing to search for.",
      undefined,
      "Give a goal in plain words, a --signature, or an --example; `portolan search --help` shows them.",
    );
  if (pure && tool)
    throw wrongUsage(
      "--pure and --tool exclude each other.",
      tool,
      "A pure skill uses no tools: give one of the two.",
    );
  const examples = example.map(parseExample);
  requireOneArity(examples, example, signature);
  return {
    text,
    signature,
    examples,
    filter: {
      ...(tag && { tags: tag }),
      ...((pure || tool) && { tools: tool ?? [] }),
      ...(author !== undefined && { author }),
      ...(suite !== undefined && { suite }),
    },
    limit: wholeNumber("--limit", flags.limit),
    tokenBudget: wholeNumber("--budget", flags.budget),
  };
}

/**
 * A signature of a form that only the type checker understands must be a function type to it.
 * @throws PortolanError `signature-invalid`
 */
export async function requireSignature(signature: string | undefined, types: ProcessSandbox): Promise<void> {
  if (signature === undefined) return;
  try {
    parseSignature(signature);
  } catch (error) {
    const [relation] = error instanceof PortolanError ? await types.relate(signature, [signature]) : [];
    if (relation !== "same") throw error;
  }
}

/** What narrows a query, as it was given: what to leave out when nothing passes. */
export function narrowingFlags(flags: SearchFlags): string[] {
  const names = ["tag", "tool", "pure", "author", "suite", "budget"] as const;
  return names
    .filter((name) => flags[name] !== undefined && flags[name] !== false)
    .map((name) => `--${name}`);
}

/** One function answers all examples, so they have one number of arguments: that of the signature, where one is given. */
function requireOneArity(examples: readonly Case[], texts: readonly string[], signature?: string): void {
  const arities = examples.map(({ input }) => input.length);
  const wanted = arityOf(signature) ?? arities[0];
  const odd = arities.findIndex((arity) => arity !== wanted);
  if (odd < 0) return;
  const others = arityOf(signature) === undefined ? "the first example" : "the signature";
  throw wrongUsage(
    `An example has ${argumentCount(arities[odd] as number)}, ${others} ${argumentCount(wanted as number)}.`,
    texts[odd],
    "Give every example the same arguments; a list is one argument and stands in brackets: --example '[3,1] => 4'.",
  );
}

/** `undefined` where only the type checker knows. */
function arityOf(signature: string | undefined): number | undefined {
  if (signature === undefined) return undefined;
  try {
    const { parameters } = parseSignature(signature);
    return signature.includes("?:") || signature.includes("...") ? undefined : parameters.length;
  } catch {
    return undefined;
  }
}

function argumentCount(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}
