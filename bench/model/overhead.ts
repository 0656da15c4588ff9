import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createAgent,
  type EventSink,
  modelCoder,
  type Sandbox,
  type Skill,
  type TraceEvent,
} from "@portolan/core";
import { scriptedModel } from "@portolan/core/testing";
import type { ProcessSandbox } from "@portolan/sandbox";
import { builtInEmbedder, openSkillStore } from "@portolan/skills";
import { asCandidate } from "./library.ts";

/** Milliseconds of the loop around a model that answers at once, one value for each time it happened. */
export interface Overhead {
  skills: number;
  /** From the start of an episode to its first request: retrieval, trying what was found, the prompt. */
  begin: number[];
  /** From a reply to the next request: all that an attempt costs besides the model. */
  attempts: RefusedAttempt[];
}

export interface RefusedAttempt {
  totalMs: number;
  /** Of it the time in which the sandbox checked or ran something. */
  sandboxMs: number;
  /** The evaluator that stopped it. */
  refusedBy: string;
}

const EPISODES = 30;
const ATTEMPTS = 7;

/** Runs episodes of which every program is refused, by the check, by the examples and by the gate in turn. */
export async function overheadOf(
  library: readonly Skill[],
  goals: readonly string[],
  sandbox: ProcessSandbox,
): Promise<Overhead> {
  const root = mkdtempSync(join(tmpdir(), "portolan-bench-model-"));
  try {
    await using store = await openSkillStore({ root, embedder: builtInEmbedder() });
    for (const skill of library) await store.admit(asCandidate(skill), skill.evidence);
    const watched = stopwatch(sandbox);
    const clock = new LoopClock(watched.busyMs);
    const model = scriptedModel((_, i) => replies[i % replies.length]?.(i) ?? "");
    const coder = modelCoder({ model, policy: "last-attempt" });
    const agent = createAgent({
      coder,
      sandbox: watched.sandbox,
      store,
      budget: { attempts: ATTEMPTS },
      sinks: [clock],
    });
    for (let episode = 0; episode <= EPISODES; episode++) {
      // The first one warms up.
      if (episode === 1) clock.clear();
      const goal = goals[episode % goals.length] as string;
      await agent.solve({ goal, name: "nobody-can", signature: "(text: string) => string", examples, cases });
    }
    return { skills: library.length, begin: clock.begin, attempts: clock.attempts };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const valueOf = (text: string): string => `${text}:${text.length * 7}`;
const casesOf = (texts: string[]) => texts.map((text) => ({ input: [text], output: valueOf(text) }));
const examples = casesOf(["oak", "walnut", ""]);
const cases = casesOf(["elm", "poplar", "ash tree"]).map((one) => ({ ...one, output: `${one.output}!` }));

const replies = [
  // The check refuses it.
  (i: number) => programOf(`return text.length + ${i};`),
  // The examples do.
  (i: number) => programOf(`return text + "${i}";`),
  // The gate does.
  (i: number) => programOf(`const draw = ${i};\n  return \`\${text}:\${text.length * 7 + draw * 0}\`;`),
];

function programOf(body: string): string {
  return `\`\`\`ts\n/** A text. */\nexport function nobodyCan(text: string): string {\n  ${body}\n}\n\`\`\``;
}

/** Takes the times between events; the sandbox's clock is read with each. */
class LoopClock implements EventSink {
  begin: number[] = [];
  attempts: RefusedAttempt[] = [];
  #from: { isReply: boolean; at: number; busyMs: number; refusedBy: string } | undefined;
  readonly #busyMs: () => number;

  constructor(busyMs: () => number) {
    this.#busyMs = busyMs;
  }

  clear(): void {
    [this.begin, this.attempts] = [[], []];
  }

  emit(event: TraceEvent): void {
    const [now, busyMs] = [performance.now(), this.#busyMs()];
    const { type } = event;
    if (type === "episode-start" || type === "model-replied")
      this.#from = { isReply: type === "model-replied", at: now, busyMs, refusedBy: "" };
    if (type === "verdict-given" && this.#from) this.#from.refusedBy = event.verdict.evaluator;
    if (type !== "model-asked" || !this.#from) return;
    const { isReply, at, refusedBy } = this.#from;
    const [totalMs, sandboxMs] = [now - at, busyMs - this.#from.busyMs];
    if (isReply) this.attempts.push({ totalMs, sandboxMs, refusedBy });
    else this.begin.push(totalMs);
  }
}

/** A sandbox, and for how long something was under way in it. */
function stopwatch(sandbox: ProcessSandbox): { sandbox: Sandbox; busyMs: () => number } {
  let [busy, underWay, since] = [0, 0, 0];
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    if (underWay++ === 0) since = performance.now();
    try {
      return await work;
    } finally {
      if (--underWay === 0) busy += performance.now() - since;
    }
  };
  return {
    sandbox: {
      check: (...given) => timed(sandbox.check(...given)),
      run: (...given) => timed(sandbox.run(...given)),
      [Symbol.asyncDispose]: async () => {},
    },
    busyMs: () => busy,
  };
}
