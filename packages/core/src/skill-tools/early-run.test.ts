import { expect, it } from "vitest";
import type { LinkedProgram } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import type { RunTold, ToolCall } from "./agent-tool.ts";
import { runCurrent } from "./early-run.ts";

const signature = "() => number";

function programOf(returned: number, tools: string[] = []): LinkedProgram {
  const source = `export const one = () => ${returned};`;
  return { name: "one", signature, source, modules: {}, grants: { one: tools } };
}

/** Calls of one client. A run logs its source, and ends when it is told to: as cancelled where it was stopped before. */
function calls() {
  const runs: { source: string; told: RunTold; end: () => void }[] = [];
  const heard: string[] = [];
  const stop = new AbortController();
  const run: ToolCall["run"] = ({ source }, _, told = { signal: stop.signal, onLog: () => {} }) => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    told.onLog(`log of ${source}`);
    const end = (): void => {
      const result = told.signal.aborted ? { kind: "cancelled" } : { kind: "value", value: source };
      resolve(result as Outcome);
    };
    runs.push({ source, told, end });
    return promise;
  };
  const progress = (line: string): void => void heard.push(line);
  const call = { store: memorySkillStore(), run, signal: stop.signal, progress };
  const ask = (link: () => Promise<LinkedProgram>) => runCurrent("one", [], call, link);
  /** A first call, so that something is remembered. */
  const before = async (program: LinkedProgram): Promise<void> => {
    const first = ask(async () => program);
    await expect.poll(() => runs.length).toBe(1);
    runs[0]?.end();
    await first;
    runs.length = 0;
  };
  return { runs, heard, stop, ask, before };
}

it("begins what was linked last before the store is looked at, and runs it once", async () => {
  const { runs, heard, ask, before } = calls();
  await before(programOf(1));
  const outcome = ask(async () => {
    expect(runs).toHaveLength(1);
    expect(heard).toEqual([]);
    return programOf(1);
  });
  await expect.poll(() => heard).toEqual([`log of ${programOf(1).source}`]);
  runs[0]?.end();
  expect(await outcome).toMatchObject({ kind: "value", value: programOf(1).source });
  expect(runs).toHaveLength(1);
});

it("stops it, and tells nothing of it, where the store holds another program now", async () => {
  const { runs, heard, ask, before } = calls();
  await before(programOf(1));
  const outcome = ask(async () => programOf(2));
  await expect.poll(() => runs.length).toBe(2);
  expect(runs[0]?.told.signal.aborted).toBe(true);
  for (const { end } of runs) end();
  expect(await outcome).toMatchObject({ kind: "value", value: programOf(2).source });
  expect(heard).toEqual([]);
});

it("gives nothing of it where the skill is not usable any more, and begins it no more", async () => {
  const { runs, heard, ask, before } = calls();
  await before(programOf(1));
  const revoked = async (): Promise<LinkedProgram> => Promise.reject(new Error("revoked"));
  await expect(ask(revoked)).rejects.toThrow("revoked");
  expect(runs[0]?.told.signal.aborted).toBe(true);
  await expect(ask(revoked)).rejects.toThrow("revoked");
  expect(runs).toHaveLength(1);
  expect(heard).toEqual([]);
});

it("waits for the store where a program may do more than compute", async () => {
  const { runs, ask, before } = calls();
  await before(programOf(1, ["files"]));
  await expect(ask(async () => Promise.reject(new Error("revoked")))).rejects.toThrow("revoked");
  expect(runs).toHaveLength(0);
});

it("ends with the call", async () => {
  const { runs, stop, ask, before } = calls();
  await before(programOf(1));
  const outcome = ask(async () => programOf(1));
  await expect.poll(() => runs.length).toBe(1);
  stop.abort();
  expect(runs[0]?.told.signal.aborted).toBe(true);
  runs[0]?.end();
  expect(await outcome).toMatchObject({ kind: "cancelled" });
});
