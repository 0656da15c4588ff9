import { homedir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  callAll,
  defaultLimits,
  type Limits,
  type LinkedProgram,
  type Outcome,
  type RunOptions,
  type Sandbox,
  type Tool,
  type ToolSet,
} from "@portolan/core";
import { residentMemoryMb } from "../src/pool/process-usage.ts";
import type { Attack, Expectation, SeenCall } from "./attack.ts";
import { healthy } from "./healthy-program.ts";
import { changesOf, hostState } from "../src/testing/host-state.ts";
import { mismatches } from "./mismatches.ts";
import { descendantsOf } from "../src/testing/processes.ts";

/** What is checked of every attack. */
export type Property =
  | "outcome"
  | "next run"
  | "host built-ins"
  | "late calls"
  | "processes"
  | "memory"
  | "host text";

/** A property that did not hold, and how. */
export interface Breach {
  property: Property;
  detail: string;
}

export interface BenchOptions {
  /** How many child processes the sandbox may have. */
  children: number;
  /** For attacks that name none of their own. */
  limits: Partial<Limits>;
  engine?: "isolated-vm" | "quickjs";
  /** How long what was killed may take to go, in ms. Default 3000. */
  settleMs?: number;
}

// The shell that ends the children when the host is killed, and the checker.
const helpers = 2;
// The pool replaces children that have grown by 128 MB; the rest is for what they allocate meanwhile.
const mostChildGrowthMb = 176;
const mostHostGrowthMb = 72;
const hangMs = 20_000;
// What a program could only have from the host: where its files are.
const hostTexts = [
  fileURLToPath(new URL("../../../", import.meta.url)),
  process.execPath,
  ...(homedir().length > 5 ? [homedir()] : []),
  "node:internal/",
  "isolated-vm-engine",
  "<isolated-vm",
];

/** Runs attacks one after the other in one sandbox, and looks after each for everything that none may leave behind. */
export class AttackBench {
  readonly #sandbox: Sandbox;
  readonly #options: BenchOptions;
  readonly #builtIns = hostState();
  readonly #strangers = new Set(descendantsOf(process.pid));
  #idleChildMb = 0;
  #hostMb = 0;

  constructor(sandbox: Sandbox, options: BenchOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
  }

  /** Learns what the sandbox looks like when nothing has happened. */
  async open(): Promise<void> {
    await this.#runHealthy();
    this.#idleChildMb = Math.max(0, ...this.#children().map((pid) => residentMemoryMb(pid) ?? 0));
    this.#hostMb = heapMb();
  }

  /** Everything that was not as it must be; empty when the attack failed. */
  async attack(attack: Attack): Promise<Breach[]> {
    const breaches: Breach[] = [];
    const report = (property: Property, details: string[]): void => {
      for (const detail of details) breaches.push({ property, detail });
    };
    const watch = new ToolWatch(attack.tools?.() ?? {});
    const wanted = this.#expectationOf(attack);
    const outcome = await within(hangMs, this.#perform(attack, watch));
    watch.ended = true;
    if (outcome instanceof Error) report("outcome", [`the run ${outcome.message}`]);
    else {
      report("outcome", mismatches(wanted, { outcome, calls: watch.calls }));
      report("host text", hostTextIn(outcome));
    }
    report("next run", await this.#nextRun(attack));
    report("host built-ins", changesOf(this.#builtIns, hostState()));
    report("processes", await this.#tooManyProcesses());
    report("memory", await this.#tooMuchMemory());
    report("late calls", watch.late);
    return breaches;
  }

  #expectationOf({ expect, quickjs }: Attack): Expectation {
    return this.#options.engine === "quickjs" && typeof quickjs === "object" ? quickjs : expect;
  }

  async #perform(attack: Attack, watch: ToolWatch): Promise<Outcome> {
    const { approve, seed, epochMs, input = [], inputs } = attack;
    const limits = { ...this.#options.limits, ...attack.limits };
    // What ends by itself may take as long as it does on a busy machine.
    if (![this.#expectationOf(attack).kind].flat().includes("timeout"))
      limits.wallMs = attack.limits?.wallMs ?? 8_000;
    const cancelling = new AbortController();
    if (attack.cancels) watch.called = () => cancelling.abort();
    const options: RunOptions = { limits, tools: watch.tools, approve, seed, epochMs };
    if (attack.cancels) options.signal = cancelling.signal;
    if (!inputs) return this.#sandbox.run(programOf(attack), input, options);
    const results = await callAll(this.#sandbox, programOf(attack), inputs, options);
    const nothing = { logs: [], logsCut: false, wallMs: 0, toolCalls: [] };
    return { ...nothing, kind: "value", value: results };
  }

  /** Runs in all children at once, so that the attacked one is among them if it still lives. */
  async #nextRun({ next }: Attack): Promise<string[]> {
    const wrong = await this.#runHealthy();
    if (!next || wrong.length > 0) return wrong;
    return this.#runEverywhere(programOf({ body: next.body }), { kind: "value", value: next.value });
  }

  #runHealthy(): Promise<string[]> {
    return this.#runEverywhere(healthy.program, { kind: "value", value: healthy.value }, healthy.tools());
  }

  async #runEverywhere(program: LinkedProgram, wanted: Expectation, tools: ToolSet = {}): Promise<string[]> {
    const limits = { ...defaultLimits, memoryMb: this.#options.limits.memoryMb ?? defaultLimits.memoryMb };
    const runs = Array.from({ length: this.#options.children }, () =>
      within(hangMs, this.#sandbox.run(program, [3], { tools, limits })),
    );
    const outcomes = await Promise.all(runs);
    return outcomes.flatMap((outcome) =>
      outcome instanceof Error
        ? [`the next run ${outcome.message}`]
        : mismatches(wanted, { outcome, calls: [] }),
    );
  }

  #children(): number[] {
    return descendantsOf(process.pid).filter((pid) => !this.#strangers.has(pid));
  }

  async #tooManyProcesses(): Promise<string[]> {
    const most = this.#options.children + helpers;
    const many = await this.#lasting(() => this.#children().length > most);
    return many ? [`${this.#children().length} processes live, at most ${most} should`] : [];
  }

  /** True when something stays as it is: what was killed takes a moment to go. */
  async #lasting(is: () => boolean): Promise<boolean> {
    const endsAt = Date.now() + (this.#options.settleMs ?? 3_000);
    while (is()) {
      if (Date.now() > endsAt) return true;
      await sleep(20);
    }
    return false;
  }

  async #tooMuchMemory(): Promise<string[]> {
    const most = this.#idleChildMb + mostChildGrowthMb;
    const large = (): number[] =>
      this.#children()
        .map((pid) => residentMemoryMb(pid) ?? 0)
        .filter((mb) => mb > most);
    const found: string[] = [];
    if (await this.#lasting(() => large().length > 0))
      found.push(`a child keeps ${large().map(Math.round).join(", ")} MB, ${Math.round(most)} are usual`);
    if (heapMb(false) > this.#hostMb + mostHostGrowthMb && heapMb() > this.#hostMb + mostHostGrowthMb)
      found.push(`this process keeps ${Math.round(heapMb() - this.#hostMb)} MB more than before`);
    return found;
  }
}

/** The program of an attack: named `attack`, as its function is. */
function programOf({ body, source, modules = {}, grants }: Partial<Attack>): LinkedProgram {
  const text = source ?? `export async function attack(...given) { ${body} }`;
  return { name: "attack", signature: "(...given: unknown[]) => unknown", source: text, modules, grants };
}

/** Tools that are watched: who called them with what, and whether somebody did when the run was over. */
class ToolWatch {
  readonly tools: ToolSet;
  readonly calls: SeenCall[] = [];
  readonly late: string[] = [];
  ended = false;
  called = (): void => {};

  constructor(tools: ToolSet) {
    const spaces = Object.entries(tools).map(([space, set]): [string, ToolSet[string]] => [
      space,
      Object.fromEntries(
        Object.entries(set).map(([name, tool]) => [name, this.#watched(`${space}.${name}`, tool)]),
      ),
    ]);
    this.tools = Object.fromEntries(spaces);
  }

  #watched(name: string, tool: Tool): Tool {
    return {
      ...tool,
      call: (input, context) => {
        if (this.ended) this.late.push(`${name} was called after the outcome was there`);
        const { by, idempotencyKey, signal } = context;
        this.calls.push({ tool: name, by, input, idempotencyKey, signal });
        this.called();
        return tool.call(input, context);
      },
    };
  }
}

/** What was promised, or an error that says that it was rejected or that it did not come. */
async function within<T>(ms: number, promised: Promise<T>): Promise<T | Error> {
  const waiting = new AbortController();
  const late = sleep(ms, new Error("did not end"), { signal: waiting.signal, ref: false });
  const refused = promised.catch((cause: unknown) => new Error(`was rejected: ${String(cause)}`));
  const first = await Promise.race([refused, late.catch(() => new Error("did not end"))]);
  waiting.abort();
  return first;
}

function hostTextIn(outcome: Outcome): string[] {
  const { trace: _trace, wallMs: _wallMs, ...told } = outcome;
  const text = JSON.stringify(told);
  return hostTexts.filter((one) => text.includes(one)).map((one) => `the outcome holds ${one}`);
}

let collect: (() => void) | undefined;

/** What this process holds in its heap and in buffers, in MB; after a collection unless it only has to be about right. */
function heapMb(exactly = true): number {
  if (exactly) {
    if (!collect) {
      setFlagsFromString("--expose-gc");
      collect = runInNewContext("gc") as () => void;
    }
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / (1024 * 1024);
}
