import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { clientOverStdio, type Generation } from "../testing/agent-client.ts";
import { GrantBook } from "./grant-book.ts";
import { nothingGranted } from "./grant-spec.ts";

vi.setConfig({ testTimeout: 120_000 });

const flags = ["--store", "library", "--quiet", "--client-roots", "."];
const source = `import { find } from "#tools/files";
export const all = (): Promise<string[]> => find({});
`;

/** Folders of these names with a file each that is called as they are. */
function folders(...names: string[]): { base: string; uri: (name: string) => string } {
  const base = mkdtempSync(join(tmpdir(), "portolan-roots-"));
  for (const name of names) {
    mkdirSync(join(base, name));
    writeFileSync(join(base, name, `${name}.md`), "");
  }
  return { base, uri: (name) => pathToFileURL(join(base, name)).href };
}

describe.each<Generation>(["legacy", "modern"])("the folders of a client (%s)", (generation) => {
  it("are asked for again at the next call, where the client could not say which they are", async () => {
    const { base, uri } = folders("notes");
    const answers = [
      () => {
        throw new Error("not yet");
      },
      () => [uri("notes")],
    ];
    const roots = () => (answers.shift() ?? expect.fail("it was asked a third time"))();
    await using agent = await clientOverStdio(flags, base, generation, { roots });
    expect(agent.client.getInstructions()).toMatch(/#tools\/files.*Files are those in your roots/);
    const first = await agent
      .call("run_program", { source })
      .catch((error: Error) => ({ text: error.message }));
    expect(first.text).not.toContain("notes.md");
    // To read what programs may import is to be told of the folders as well.
    expect((await agent.call("get_skill", { name: "#tools/files" })).text).toContain("notes (read)");
    expect((await agent.call("run_program", { source })).data["value"]).toEqual(["notes.md"]);
  });

  it("may be files, gone, or called oddly, which takes nothing from the others", async () => {
    const { base, uri } = folders("notes", "a:b");
    const roots = [
      uri("notes"),
      uri("notes/notes.md"),
      uri("gone"),
      uri("a:b"),

      "file://host/y",
    ];
    await using agent = await clientOverStdio(flags, base, generation, { roots });
    expect((await agent.call("run_program", { source })).data["value"]).toEqual([
      "a-b/a:b.md",
      "notes/notes.md",
    ]);
  });
});

it("beside roots of the same name are other ones, and may be written where the user said so", async () => {
  const { base, uri } = folders("notes");
  mkdirSync(join(base, "mine", "notes"), { recursive: true });
  const everyone = { ...nothingGranted, allowWrites: ["files.writeText"] };
  const clients = new Map([["ada", { ...nothingGranted, roots: [{ path: join(base, "mine", "notes") }] }]]);
  const clientRoots = { path: base, access: "rw" as const };
  await using book = await GrantBook.open({ everyone, clients, as: "ada", clientRoots });
  await book.takeRoots([uri("notes")]);
  expect(book.for(undefined).lines.join()).toMatch(
    /notes-2\/ is .*notes \(read and write\); notes\/ is .*mine/,
  );
  await using other = await GrantBook.open({ everyone, clientRoots });
  expect(other.for(undefined).namespaces).toEqual([]);
  const taking = other.takeRoots([uri("notes")]);
  other.dropRoots();
  await taking;
  // What was said before the client had others is not taken.
  expect(other.wantsRoots).toBe(true);
  expect(other.for(undefined).namespaces).toEqual([]);
});

it("of a client that has others now are not granted any longer", async () => {
  const { base, uri } = folders("notes", "plans");
  let named = "notes";
  await using agent = await clientOverStdio(flags, base, "legacy", { roots: () => [uri(named)] });
  expect((await agent.call("run_program", { source })).data["value"]).toEqual(["notes.md"]);
  named = "plans";
  await agent.client.sendRootsListChanged();
  expect((await agent.call("run_program", { source })).data["value"]).toEqual(["plans.md"]);
});
