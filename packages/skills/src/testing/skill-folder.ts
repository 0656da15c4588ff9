import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Declare } from "../exchange/offer.ts";

/** Writes an Agent Skill of this name; `files` are added, or take the place of `SKILL.md` and `scripts/NAME.ts`. */
export function writeSkillFolder(
  root: string,
  name: string,
  files: Record<string, string | Uint8Array> = {},
): string {
  const symbol = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const all: Record<string, string | Uint8Array> = {
    "SKILL.md": `---\nname: ${name}\ndescription: Makes a text longer.\nlicense: MIT\nmetadata:\n  author: Ada\n---\n\n\`\`\`ts\n${symbol}("a"); // "a!"\n\`\`\`\n`,
    [`scripts/${name}.ts`]: `export function ${symbol}(text: string): string {\n  return text + "!";\n}\n`,
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true });
    writeFileSync(join(root, name, path), content);
  }
  return join(root, name);
}

/** Declares functions whose head is on one line, as the type checker of a sandbox would. */
export const textDeclare: Declare = async (modules) =>
  Object.fromEntries(
    Object.entries(modules).map(([specifier, source]) => {
      const heads = [...source.matchAll(/export (?:async )?function (\w+)(\(.*\): .*) \{$/gm)];
      return [specifier, heads.map(([, name, rest]) => `export declare function ${name}${rest};\n`).join("")];
    }),
  );
