import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import fastGlob from "fast-glob";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandsOf, patternOf, type Snippet, snippetsOf } from "./snippets.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const pages = fastGlob
  .sync(["*.md", "docs/{*,clients/*}.md", "packages/*/README.md"], { cwd: root })
  .toSorted();
/** What a command says on a busy machine, where it takes longer than two seconds. */
const progress = /^[\d,]+ of [\d,]+ (?:folders read|texts embedded)\n/gm;
const node = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
const bin = join(root, "packages/cli/src/bin.ts");
/** Inside the workspace, so that `@portolan/…` resolves as it does for a user. */
const workshop = join(root, "tests", ".snippets");

beforeAll(() => {
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

const blocks = pages.flatMap((page) => snippetsOf(join(root, page)).map((snippet) => ({ page, snippet })));
const programs = blocks.filter(({ snippet }) => snippet.info === "ts");

describe("TypeScript in the pages", () => {
  const file = ({ page, snippet }: { page: string; snippet: Snippet }): string =>
    join(workshop, `${page.replace(/\W+/g, "-")}-${snippet.line}.ts`);

  it("type-checks", async () => {
    for (const block of programs) writeFileSync(file(block), block.snippet.text);
    const config = {
      extends: "../../tsconfig.base.json",
      compilerOptions: {
        noEmit: true,
        composite: false,
        allowImportingTsExtensions: true,
        rewriteRelativeImportExtensions: false,
      },
      include: ["*.ts"],
    };
    writeFileSync(join(workshop, "tsconfig.json"), JSON.stringify(config));
    const { stdout } = await execa(join(root, "node_modules/.bin/tsc"), ["-p", workshop], { reject: false });
    expect(stdout).toBe("");
  }, 240_000);

  it.each(programs.map((block) => [`${block.page}:${block.snippet.line}`, block] as const))(
    "runs %s",
    async (_, block) => {
      const cwd = visit();
      const { exitCode, stderr } = await execa(process.execPath, [...node, file(block)], {
        cwd,
        reject: false,
      });
      expect(stderr).toBe("");
      expect(exitCode).toBe(0);
    },
  );
});

describe("commands in the pages", () => {
  const consoles = pages.filter((page) =>
    blocks.some((block) => block.page === page && block.snippet.info === "console"),
  );

  it.each(consoles)(
    "%s prints what it says",
    async (page) => {
      const cwd = visit();
      for (const { snippet } of blocks.filter(
        (block) => block.page === page && block.snippet.info === "console",
      )) {
        for (const { command, output } of commandsOf(snippet.text)) {
          const line = command.replace(
            /^(?:pnpm|npx) portolan\b/,
            `"${process.execPath}" ${node.join(" ")} "${bin}"`,
          );
          const { all } = await execa(line, {
            cwd,
            shell: true,
            all: true,
            reject: false,
            env: { NO_COLOR: "1" },
          });
          const printed = all === "" ? "" : `${all}\n`.replace(progress, "");
          expect(printed.replace(/[ ]+$/gm, ""), `${page}:${snippet.line} $ ${command}`).toMatch(
            patternOf(output),
          );
        }
      }
    },
    60_000,
  );
});

/** A fresh folder with a copy of the library that ships and of the examples, as a reader of the pages has it before them. */
function visit(): string {
  const cwd = mkdtempSync(join(tmpdir(), "portolan-docs-"));
  const store = join(root, "skills-store");
  if (existsSync(store)) {
    cpSync(store, join(cwd, "skills-store"), {
      recursive: true,
      filter: (path) => !path.includes(".portolan"),
    });
  }
  cpSync(join(root, "examples"), join(cwd, "examples"), { recursive: true });
  return cwd;
}
