import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { placeFile } from "./atomic-write.ts";

/** Raised when the layout of a store changes so that older programs would misread it. */
const STORE_FORMAT = 2;

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
  ".gitignore": ".portolan/\n.transaction/\n",
  // A changed line end would change a skill's digest.
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
  const format = await storeFormat(root);
  if (format === undefined || format <= STORE_FORMAT) return;
  throw new PortolanError(
    "store-invalid",
    `The store ${root} has format ${format}; this Portolan reads formats up to ${STORE_FORMAT}.`,
    {
      value: format,
      next: "Update Portolan, or name another store.",
    },
  );
}

/** The format that a folder's package.json states; `undefined` for a folder that is no store. */
export async function storeFormat(root: string): Promise<number | undefined> {
  const text = await readFile(join(root, "package.json"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : formatIn(text);
}

/** The texts that make a store of an earlier format one of this: what people changed in these files stays. */
export async function filesOfThisFormat(root: string): Promise<Record<string, string>> {
  const read = (file: string) => readFile(join(root, file), "utf8").catch(() => undefined);
  const manifest = await read("package.json");
  if (manifest === undefined || formatIn(manifest) === STORE_FORMAT) return {};
  const files: Record<string, string> = {};
  const text = withFormat(manifest);
  if (text !== undefined) files["package.json"] = text;
  for (const file of [".gitignore", ".gitattributes"]) {
    const present = await read(file);
    const more = present === undefined ? undefined : withLines(present, STORE_FILES[file] as string);
    if (more !== present && more !== undefined) files[file] = more;
  }
  return files;
}

/** A text with the lines of another one that it lacks, at its end. */
function withLines(text: string, wanted: string): string {
  const present = new Set(text.split(/\r?\n/));
  const missing = wanted.split("\n").filter((line) => line !== "" && !present.has(line));
  const end = text.endsWith("\n") || text === "" ? "" : "\n";
  return missing.length === 0 ? text : `${text}${end}${missing.join("\n")}\n`;
}

/** Undefined for what is no JSON object: `checkStore` reports it. */
function withFormat(text: string): string | undefined {
  try {
    const manifest = JSON.parse(text) as { portolan?: object };
    const portolan = { ...manifest.portolan, format: STORE_FORMAT };
    return `${JSON.stringify({ ...manifest, portolan }, null, 2)}\n`;
  } catch {
    return undefined;
  }
}

/** Whether a store has this program's layout: in earlier ones all skills lie at the root. */
export async function hasThisFormat(root: string): Promise<boolean> {
  const text = await readFile(join(root, "package.json"), "utf8").catch(() => "");
  return formatIn(text) === STORE_FORMAT;
}

function formatIn(text: string): number | undefined {
  try {
    return (JSON.parse(text) as { portolan?: { format?: number } }).portolan?.format;
  } catch {
    return undefined; // `checkStore` reports it; the skills stay readable.
  }
}
