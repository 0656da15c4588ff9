import { setImmediate as nextTurn } from "node:timers/promises";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { ToolCall } from "./agent-tool.ts";

/** What was linked last under each name, for every store. */
const linkedIn = new WeakMap<object, Map<string, LinkedProgram>>();
const mostRemembered = 1_000;

/**
 * Runs a skill as the store holds it now. To look at the files of a skill and of all that it calls takes as long as a small one
 * runs; so what was linked at its last call starts at once, and the files are looked at while a process of the sandbox works. Where they
 * give another program, or none, that run is stopped and nothing of it is told.
 * @param link reads the store; what it throws is thrown
 */
export async function runCurrent(
  name: string,
  input: Json[],
  { store, run, signal, progress }: Pick<ToolCall, "store" | "run" | "signal" | "progress">,
  link: () => Promise<LinkedProgram>,
): Promise<Outcome> {
  const remembered = linkedIn.get(store) ?? new Map<string, LinkedProgram>();
  linkedIn.set(store, remembered);
  const last = remembered.get(name);
  const early = last && isPure(last) ? startEarly(last) : undefined;
  // By then the process has it.
  if (early) await nextTurn();
  try {
    const program = await link();
    if (early && isSame(last as LinkedProgram, program)) return await early.kept();
    early?.drop();
    remember(remembered, name, program);
    return await run(program, input);
  } catch (error) {
    early?.drop();
    remembered.delete(name);
    throw error;
  }

  function startEarly(program: LinkedProgram) {
    const stop = new AbortController();
    const drop = (): void => stop.abort();
    signal.addEventListener("abort", drop, { once: true });
    const lines: string[] = [];
    let tell = (line: string): void => void lines.push(line);
    const outcome = run(program, input, { signal: stop.signal, onLog: (line) => tell(line) }).finally(() =>
      signal.removeEventListener("abort", drop),
    );
    outcome.catch(() => {});
    if (signal.aborted) drop();
    return {
      drop,
      kept() {
        tell = progress;
        lines.forEach(progress);
        return outcome;
      },
    };
  }
}

/** True for a program that can do nothing but compute, so that it does not matter when it was begun in vain. */
function isPure({ grants = {}, modules, name }: LinkedProgram): boolean {
  return [name, ...Object.keys(modules)].every((module) => grants[module]?.length === 0);
}

function isSame(one: LinkedProgram, other: LinkedProgram): boolean {
  const names = Object.keys(one.modules);
  return (
    isPure(other) &&
    one.source === other.source &&
    one.signature === other.signature &&
    names.length === Object.keys(other.modules).length &&
    names.every((name) => one.modules[name] === other.modules[name])
  );
}

function remember(remembered: Map<string, LinkedProgram>, name: string, program: LinkedProgram): void {
  remembered.delete(name);
  remembered.set(name, program);
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
}
