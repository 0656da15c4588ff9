import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Outcome, RunOptions, Sandbox } from "@portolan/core";
import { inProcessSandbox } from "@portolan/core/testing";
import { afterEach, describe, expect, it } from "vitest";
import { type Attack, echo, returns, usingBox } from "./attack.ts";
import { AttackBench } from "./attack-bench.ts";
import { healthy } from "./healthy-program.ts";

const nothing = { logs: [], logsCut: false, wallMs: 0, toolCalls: [] };
const fine: Outcome = { ...nothing, kind: "value", value: 1 };
const harmless: Attack = { id: "harmless", tries: "returns", body: "return 1;", expect: returns(1) };
const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
});

/** A sandbox that runs an attack by `run`, and that is as good as any for everybody else. */
function leaky(
  run: (options: RunOptions) => Promise<Outcome>,
  next: () => unknown = () => healthy.value,
): Sandbox {
  return {
    ...inProcessSandbox(),
    run: async ({ name }, _, options = {}) =>
      name === "healthy" ? ({ ...nothing, kind: "value", value: await next() } as Outcome) : run(options),
  };
}

async function breachesOf(sandbox: Sandbox, attack = harmless) {
  const bench = new AttackBench(sandbox, { children: 1, limits: {}, settleMs: 100 });
  await bench.open();
  return bench.attack(attack);
}

async function startNode(script: string): Promise<void> {
  const child = spawn(process.execPath, ["-e", `${script}; setInterval(() => {}, 1e6); console.log(1);`]);
  processes.push(child);
  await once(child.stdout, "data");
}

describe("the bench finds a sandbox out", () => {
  it("that is none: it runs programs in this process", async () => {
    const body = "Array.prototype.polluted = 1; return typeof process;";
    const attack = { ...harmless, body, expect: returns("undefined") };
    const inside = inProcessSandbox();
    const open = leaky(async () => fine);
    const run: Sandbox["run"] = ({ name, ...rest }, input, options) =>
      (name === "healthy" ? open : inside).run({ name, ...rest }, input, options);
    try {
      expect(await breachesOf({ ...inside, run }, attack)).toEqual([
        { property: "outcome", detail: 'value is "object", not "undefined"' },
        { property: "host built-ins", detail: "Array.prototype[polluted] (value)" },
      ]);
    } finally {
      Reflect.deleteProperty(Array.prototype, "polluted");
    }
  });

  it("whose outcome is another", async () => {
    expect(await breachesOf(leaky(async () => ({ ...nothing, kind: "cancelled" })))).toEqual([
      { property: "outcome", detail: "ended as cancelled, not as value: it was cancelled" },
    ]);
  });

  it("that rejects", async () => {
    expect(await breachesOf(leaky(() => Promise.reject(new Error("broken"))))).toEqual([
      { property: "outcome", detail: "the run was rejected: Error: broken" },
    ]);
  });

  it("that lets something of a run into the next", async () => {
    let attacked = false;
    const run = async () => {
      attacked = true;
      return fine;
    };
    const next = () => (attacked ? "left over" : healthy.value);
    expect(await breachesOf(leaky(run, next))).toMatchObject([
      { property: "next run", detail: expect.stringContaining('value is "left over"') as string },
    ]);
  });

  it("that calls tools when the run is over", async () => {
    const run = async ({ tools }: RunOptions) => {
      const signal = new AbortController().signal;
      setImmediate(() => void tools?.["box"]?.["echo"]?.call(1, { signal, by: "x", idempotencyKey: "x" }));
      return fine;
    };
    const attack = { ...harmless, body: undefined, source: usingBox("echo", "return 1;"), tools: echo };
    const next = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve, healthy.value)));
    expect(await breachesOf(leaky(run, next), attack)).toEqual([
      { property: "late calls", detail: "box.echo was called after the outcome was there" },
    ]);
  });

  it.skipIf(process.platform !== "linux")("that leaves processes behind", async () => {
    const run = async () => {
      await Promise.all([1, 2, 3, 4].map(() => startNode("")));
      return fine;
    };
    expect(await breachesOf(leaky(run))).toEqual([
      { property: "processes", detail: "4 processes live, at most 3 should" },
    ]);
  });

  it.skipIf(process.platform !== "linux")("whose children keep memory", async () => {
    const run = async () => {
      await startNode("globalThis.kept = Buffer.alloc(3e8, 1)");
      return fine;
    };
    expect(await breachesOf(leaky(run))).toMatchObject([
      { property: "memory", detail: expect.stringMatching(/^a child keeps \d+ MB/) as string },
    ]);
  });

  it("that keeps memory in this process", async () => {
    const kept: Buffer[] = [];
    const run = async () => {
      kept.push(Buffer.alloc(1e8, 1));
      return fine;
    };
    expect(await breachesOf(leaky(run))).toMatchObject([
      { property: "memory", detail: expect.stringMatching(/^this process keeps \d+ MB more/) as string },
    ]);
    expect(kept).toHaveLength(1);
  });

  it("that says where the host is", async () => {
    const outcome: Outcome = { ...fine, logs: ["at node:internal/process/task_queues:103:5"] };
    expect(await breachesOf(leaky(async () => outcome))).toEqual([
      { property: "host text", detail: "the outcome holds node:internal/" },
    ]);
  });

  it("and finds nothing where nothing is", async () => {
    expect(await breachesOf(leaky(async () => fine))).toEqual([]);
  });
});
