import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Recording } from "@portolan/core";
import { expect, test, vi } from "vitest";
import { notesPlayground } from "../testing/notes-playground.ts";

vi.setConfig({ testTimeout: 60_000 });

const { folder, write, copy, portolan, interruptedAt } = notesPlayground();

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

test("nothing is recorded of a run that was cancelled", async () => {
  const { code, err } = await interruptedAt("started", ["run", "spin.ts", "--record", "never.json"]);
  expect(code).toBe(130);
  expect(err).toContain("Nothing was recorded");
  expect(existsSync(join(folder, "never.json"))).toBe(false);
});
