import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Recording } from "@portolan/core";
import { expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeTinyStore } from "../testing/tiny-store.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-playground-"));

type Options = Omit<NonNullable<Parameters<typeof capturedTerminal>[0]>, "cwd">;

async function portolan(commandLine: string[], options: Options = {}) {
  const terminal = capturedTerminal({ cwd: folder, ...options });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const write = (name: string, source: string): void => writeFileSync(join(folder, name), source);

write(
  "tools.ts",
  `export const tools = ({ z, ToolFailure }) => {
  const texts = { a: "one", b: "two" };
  return {
    notes: {
      list: { description: "Names.", input: z.null(), output: z.array(z.string()), effect: "read", call: async () => Object.keys(texts) },
      text: { description: "A text.", input: z.string(), output: z.string(), effect: "read", call: async (name) => {
        if (!(name in texts)) throw new ToolFailure("no note " + name, Object.keys(texts));
        return texts[name];
      } },
      write: { description: "Writes.", input: z.string(), output: z.null(), effect: "write", call: async (text) => { texts.c = text; return null; } },
    },
  };
};
`,
);
write(
  "copy.ts",
  `import { list, text, write } from "#tools/notes";

export async function copyNotes(prefix: string): Promise<string[]> {
  const names = await list();
  const texts = await Promise.all(names.map((name) => text(name)));
  console.log(prefix + texts.join());
  await write(texts.join(" "));
  return list();
}
`,
);
const copy = ["run", "copy.ts", '"> "', "--tools", "tools.ts"];

test("a file runs with tools, and a write without anybody to ask is refused", async () => {
  const allowed = await portolan([...copy, "--allow-writes"]);
  expect(allowed).toEqual({ code: 0, out: '["a","b","c"]\n', err: "> one,two\n" });
  const { code, out, err } = await portolan(copy);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain("next:    Allow it with --allow-writes=notes.write");
  expect(err).toContain("The program threw ToolRefused: notes.write was not allowed");
});

test("a person is asked, and both answers count", async () => {
  const { code, err } = await portolan(copy, { typed: ["y"] });
  expect(code).toBe(0);
  expect(err).toBe(
    '> one,two\nnotes.write "one two" asked by copy-notes\nAllow? [y]es / [n]o / [a]lways this tool: ',
  );
  expect(await portolan(copy, { typed: ["n"] })).toMatchObject({ code: 1, out: "" });
});

test("Ctrl-C while a question is open cancels the run", async () => {
  const terminal = capturedTerminal({
    cwd: folder,
    typed: [],
    onError: (text) => {
      if (text.startsWith("Allow?")) setImmediate(() => terminal.interrupt());
    },
  });
  expect(await main(copy, terminal)).toBe(130);
  expect(terminal.err()).toMatch(/The program was cancelled\.\n$/);
});

test("a recording replays without the tools, and tells where a changed one diverges", async () => {
  const recorded = await portolan([...copy, "--allow-writes", "--record", "run.json"]);
  expect(recorded.err).toContain("`portolan replay run.json`");
  expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect(await portolan(["replay", "run.json"])).toEqual({
    code: 0,
    out: '["a","b","c"]\n',
    err: "The same, byte for byte: 5 calls, 1 line.\n",
  });
  const recording = JSON.parse(readFileSync(join(folder, "run.json"), "utf8")) as Recording;
  const replayOf = (changes: Partial<Recording>, ...flags: string[]) => {
    write("changed.json", JSON.stringify({ ...recording, ...changes }));
    return portolan(["replay", "changed.json", ...flags]);
  };
  expect(await replayOf({ input: ["< "] })).toMatchObject({
    code: 1,
    err: "Diverged at logs line 1:\n  recorded  > one,two\n  replayed  < one,two\n",
  });
  const source = recording.program.source.replace('join(" ")', 'join("-")');
  expect(await replayOf({ program: { ...recording.program, source } })).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(
      /^Diverged at call 4:\n {2}recorded {2}.* with "one two"\n {2}replayed {2}.* with "one-two"\n$/,
    ),
  });
  const versions = { ...recording.versions, node: "1.0.0" };
  const { code, err } = await replayOf({ versions });
  expect(code).toBe(0);
  expect(err).toContain(`version: node was 1.0.0 when it was recorded and is ${process.versions.node}\n`);
  const json = JSON.parse((await replayOf({ logs: [] }, "--json")).out) as Record<string, unknown>;
  expect(json).toMatchObject({
    type: "replay",
    same: false,
    divergence: { at: "logs line 1", recorded: null },
  });
  expect((await replayOf({}, "--trace")).err).toMatch(/5 tool calls\n[^]*The same, byte for byte/);
});

test("what is no recording is neither replayed nor replaced", async () => {
  expect(await portolan(["replay", "copy.ts"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error: copy\.ts is not the recording of a run\.\nvalue: .*\nnext:/),
  });
  write("other.json", "{}");
  const json = await portolan(["replay", "other.json", "--json"]);
  expect(JSON.parse(json.err)).toMatchObject({ error: { code: "recording-invalid" } });
  expect(await portolan([...copy, "--record", "other.json"])).toMatchObject({ code: 2, out: "" });
  expect(readFileSync(join(folder, "other.json"), "utf8")).toBe("{}");
});

test("a file is checked and run all the same, with --check not run, with --no-check not checked", async () => {
  write(
    "wrong.ts",
    'export function wrong(n: number): number {\n  const text: number = "x";\n  return n;\n}\n',
  );
  const run = ["run", "wrong.ts", "5"];
  const frame = /^(\w+): wrong\.ts:2:9 Type 'string' is not .*\n {2}2 \| {3}const text.*\n {14}\^\n/;
  const warned = await portolan(run);
  expect(warned).toMatchObject({ code: 0, out: "5\n", err: expect.stringMatching(frame) });
  const refused = await portolan([...run, "--check"]);
  expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringMatching(frame) });
  expect(frame.exec(refused.err)?.[1]).toBe("error");
  expect(await portolan([...run, "--no-check"])).toEqual({ code: 0, out: "5\n", err: "" });
  expect(await portolan([...run, "--quiet"])).toEqual({ code: 0, out: "5\n", err: "" });
  const json = await portolan([...run, "--check", "--json"]);
  expect(JSON.parse(json.out)).toMatchObject({
    type: "outcome",
    kind: "type-error",
    diagnostics: [{ line: 2 }],
  });
});

test("--json has everything in one object", async () => {
  const { code, out, err } = await portolan([...copy, "--allow-writes", "--json"]);
  expect({ code, err }).toEqual({ code: 0, err: "> one,two\n" });
  const outcome = JSON.parse(out) as Record<string, unknown>;
  expect(outcome).toMatchObject({
    type: "outcome",
    kind: "value",
    value: ["a", "b", "c"],
    logs: ["> one,two"],
    logsCut: false,
    wallMs: expect.any(Number),
    diagnostics: [],
    trace: { engine: expect.stringMatching(/^isolated-vm /) },
  });
  expect(outcome["toolCalls"]).toHaveLength(5);
  const failed = await portolan([...copy, "--json", "--quiet"]);
  expect(JSON.parse(failed.out)).toMatchObject({
    kind: "error",
    name: "ToolRefused",
    detail: expect.stringContaining("threw ToolRefused"),
    stack: [expect.stringMatching(/^copy-notes\.ts:7:/)],
  });
});

test("a limit ends the run, and says how to raise it", async () => {
  write("spin.ts", 'export function spin(): void {\n  console.log("started");\n  for (;;) {}\n}\n');
  expect(await portolan(["run", "spin.ts", "--limit", "wallMs=200", "memoryMb=64"])).toEqual({
    code: 1,
    out: "",
    err: "started\nThe program was still running after 200 ms.\nnext:  If it needs that, raise the limit: --limit wallMs=400.\n",
  });
  const calls = await portolan([...copy, "--limit", "toolCalls=2"]);
  expect(calls.err).toContain(
    "went over the limit toolCalls = 2.\nnext:  If it needs that, raise the limit: --limit toolCalls=4.",
  );
});

test("a seed makes chance and clock the same, and another one others", async () => {
  write("dice.ts", "export function dice(): number[] {\n  return [Math.random(), Date.now()];\n}\n");
  const roll = async (seed: string) => (await portolan(["run", "dice.ts", "--no-check", "--seed", seed])).out;
  const first = await roll("7");
  expect(await roll("7")).toBe(first);
  expect(await roll("8")).not.toBe(first);
});

test("arguments come from a file or a pipe", async () => {
  write(
    "sum.ts",
    "export function sum(xs: number[]): number {\n  return xs.reduce((a, b) => a + b, 0);\n}\n",
  );
  write("input.json", JSON.stringify([Array.from({ length: 50_000 }, () => 1)]));
  expect((await portolan(["run", "sum.ts", "--input", "@input.json"])).out).toBe("50000\n");
  expect((await portolan(["run", "sum.ts", "--input", "-"], { piped: "[[1,2]]\n" })).out).toBe("3\n");
});

test("an import that is not there is denied, and says who asked and what there is", async () => {
  await writeTinyStore(join(folder, "skills-store"));
  write("asks.ts", 'import { x } from "#tools/note";\nexport function asks(): number {\n  return x();\n}\n');
  expect((await portolan(["run", "asks.ts", "--no-check", "--tools", "tools.ts"])).err).toBe(
    "The program asked for #tools/note, which it was not granted.\nby:    asks.ts\nnext:  Did you mean #tools/notes?\n",
  );
  write(
    "calls.ts",
    'import { x } from "#skills/backword";\nexport function calls(): number {\n  return x();\n}\n',
  );
  expect(await portolan(["run", "calls.ts", "--no-check"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/named backword, which calls\.ts imports\.[^]*Did you mean backwards/),
  });
});

test("--trace shows the calls of the tools", async () => {
  const { err } = await portolan([...copy, "--allow-writes=notes.write", "--trace"]);
  expect(err).toMatch(/^value after [\d,.]+ ms\n {2}queue .*\n {2}link /m);
  expect(err).toMatch(
    /^5 tool calls\n {2}1 {3}.* notes\.list \(read\) by copy-notes\n {6}null → \["a","b"\]\n/m,
  );
});

test("nothing is recorded of a run that was cancelled", async () => {
  const terminal = capturedTerminal({
    cwd: folder,
    onError: (text) => {
      if (text === "started\n") setImmediate(() => terminal.interrupt());
    },
  });
  expect(await main(["run", "spin.ts", "--record", "never.json"], terminal)).toBe(130);
  expect(terminal.err()).toContain("Nothing was recorded");
  expect(existsSync(join(folder, "never.json"))).toBe(false);
});
