import { packageFiles } from "./foreign-functions.ts";

const DECLARED =
  /export declare function (\w+)(?:<([^()]*?)>)?(\([\s\S]*?\)): ([\s\S]*?);?\s*(?:$|(?=export|\/\*\*))/g;

/**
 * The types that a package declares for its functions, by name: of several overloads the first, and what stands for any type as
 * `unknown`.
 */
export async function declaredSignatures(spec: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { path, text } of await packageFiles(spec)) {
    if (!path.endsWith(".d.ts") || path.includes("/compat/")) continue;
    for (const [, name = "", generics = "", parameters = "", result = ""] of text.matchAll(DECLARED)) {
      if (found.has(name)) continue;
      const variables = [...generics.matchAll(/(?:^|,)\s*(?:const\s+)?(\w+)/g)].map(
        (match) => match[1] as string,
      );
      found.set(name, plain(`${parameters} => ${result}`, variables));
    }
  }
  return found;
}

function plain(signature: string, variables: readonly string[]): string {
  const words = variables.reduce(
    (text, variable) => text.replace(new RegExp(`\\b${variable}\\b`, "g"), "unknown"),
    signature,
  );
  return words
    .replace(/\breadonly\s+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
