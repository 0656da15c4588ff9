import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { placeFile } from "./atomic-write.ts";

/** Raised when the layout of a store changes so that older programs would misread it. */
const STORE_FORMAT = 1;

const packageJson = {
  name: "skills-store",
  private: true,
  type: "module",
  imports: { "#skills/*": "./*/scripts/skill.ts" },
  portolan: { format: STORE_FORMAT },
};

const tsconfig = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    isolatedModules: true,
    module: "nodenext",
    target: "es2024",
    lib: ["es2024"],
    types: [],
  },
  // Without it, tsc calls a store that holds no skill yet an error.
  references: [],
  include: ["*/scripts/skill.ts"],
};

/** The files of a store that belong to no skill. */
export const STORE_FILES: Record<string, string> = {
  "package.json": `${JSON.stringify(packageJson, null, 2)}\n`,
  "tsconfig.json": `${JSON.stringify(tsconfig, null, 2)}\n`,
  ".gitignore": ".portolan/\n",
  // A changed line end would change a skill's digest. Histories of two branches are merged line by line.
  ".gitattributes": "* -text\n*.jsonl merge=union\n",
};

/** Writes those of the store's own files that are missing; what a person changed stays. */
export async function ensureStoreFiles(root: string): Promise<void> {
  for (const [file, text] of Object.entries(STORE_FILES)) {
    const path = join(root, file);
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (!exists) await placeFile(root, path, text);
  }
}

/**
 * Refuses a store that a newer Portolan wrote.
 * @throws PortolanError `store-invalid`
 */
export async function requireKnownFormat(root: string): Promise<void> {
  const text = await readFile(join(root, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const format = formatIn(text);
  if (format === undefined || format === STORE_FORMAT) return;
  throw new PortolanError(
    "store-invalid",
    `The store ${root} has format ${format}; this Portolan reads ${STORE_FORMAT}.`,
    {
      value: format,
      next: "Update Portolan, or name another store.",
    },
  );
}

function formatIn(text: string): number | undefined {
  try {
    return (JSON.parse(text) as { portolan?: { format?: number } }).portolan?.format;
  } catch {
    return undefined; // `checkStore` reports it; the skills stay readable.
  }
}
