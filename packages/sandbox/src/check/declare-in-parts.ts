import type { CheckerAnswer } from "./checker-lane.ts";

const partSize = 50;

/**
 * Asks for the declarations of modules in parts, so that others get their turn between two of them. Of a part that cannot
 * be declared as a whole, halves are declared, down to single modules; what then fails is a comment that says so.
 */
export async function declareInParts(
  modules: Readonly<Record<string, string>>,
  ask: (specifiers: readonly string[]) => Promise<CheckerAnswer>,
): Promise<Record<string, string>> {
  // The modules of tools are declared by their schemas.
  const specifiers = Object.keys(modules)
    .filter((specifier) => !specifier.startsWith("#tools/"))
    .toSorted();
  const declared: (readonly [string, string])[] = [];
  for (let at = 0; at < specifiers.length; at += partSize)
    declared.push(...(await declarePart(specifiers.slice(at, at + partSize), ask)));
  return Object.fromEntries(declared);
}

async function declarePart(
  specifiers: readonly string[],
  ask: (specifiers: readonly string[]) => Promise<CheckerAnswer>,
): Promise<(readonly [string, string])[]> {
  const answer = await ask(specifiers);
  if ("reply" in answer && "declarations" in answer.reply) return answer.reply.declarations;
  const why =
    "gaveUp" in answer ? `the type checker gave up ${answer.gaveUp}` : "the type checker failed on it";
  const [only] = specifiers;
  if (only !== undefined && specifiers.length === 1)
    return [[only, `// ${only} has no declaration: ${why}.\nexport {};\n`]];
  const halves = [specifiers.slice(0, specifiers.length / 2), specifiers.slice(specifiers.length / 2)];
  const declared: (readonly [string, string])[] = [];
  for (const half of halves) declared.push(...(await declarePart(half, ask)));
  return declared;
}
