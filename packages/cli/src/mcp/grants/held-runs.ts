import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { type ApprovalRequest, digestOf, type Json, PortolanError, type ToolSet } from "@portolan/core";

/** A run that ended because the user is to be asked, and that begins anew with the answer: what was done is not done twice. */
export interface HeldRun {
  client: string;
  /** Digest of what was called with what. */
  request: string;
  /** The same at each beginning, so that the program does the same. */
  start: { id: string; seed: number; epochMs: number };
  /** What tools gave, by the key of the call. */
  done: Map<string, Promise<Json>>;
  doneBytes: number;
  /** What the user said, by the write that it was about. */
  answers: Map<string, boolean>;
  /** Tools that may write whatever this program has them write. */
  always: Set<string>;
  asked: number;
  /** What the user is asked now. */
  question?: Question | undefined;
}

/** A write that waits for the user. */
export interface Question {
  key: string;
  tool: string;
  input: Json;
  by: string;
}

const mostHeld = 64;
const mostOfClient = 4;
const heldMs = 10 * 60_000;
/** What tools gave is kept only so far. */
const mostDoneBytes = 4 * 2 ** 20;

/** Runs whose user has not answered yet, by a name that only the client who was asked is told. */
export class HeldRuns {
  readonly #held = new Map<string, { run: HeldRun; expiry: NodeJS.Timeout }>();

  /** @throws PortolanError `sandbox-busy` */
  hold(run: HeldRun): string {
    const own = [...this.#held.values()].filter((one) => one.run.client === run.client);
    if (own.length >= mostOfClient || this.#held.size >= mostHeld) {
      throw new PortolanError("sandbox-busy", `${own.length} programs wait for an answer of the user.`, {
        next: "Have the user answer those, then run it again.",
      });
    }
    const token = randomBytes(24).toString("base64url");
    const expiry = setTimeout(() => this.#held.delete(token), heldMs).unref();
    this.#held.set(token, { run, expiry });
    return token;
  }

  /**
   * The run that an answer is for: once, and only for the client and the call that it was asked of.
   * @throws PortolanError `usage`
   */
  take(token: string, client: string, request: string): HeldRun {
    const held = this.#held.get(token);
    if (held?.run.client !== client || held.run.request !== request) {
      throw new PortolanError("usage", "Nothing waits for that answer any more.", {
        next: "Run it again, unchanged: the user is asked anew.",
      });
    }
    this.#held.delete(token);
    clearTimeout(held.expiry);
    return held.run;
  }
}

/** A run at its first beginning. */
export function newRun(client: string, request: string): HeldRun {
  const start = { id: randomUUID(), seed: randomInt(2 ** 31), epochMs: Date.now() };
  return {
    client,
    request,
    start,
    done: new Map(),
    doneBytes: 0,
    answers: new Map(),
    always: new Set(),
    asked: 0,
  };
}

/** Which call of a run it is: the same one at each beginning, in whatever order calls that do not wait for each other come. */
export function callKey(
  { tool, input, by }: Pick<ApprovalRequest, "tool" | "input" | "by">,
  seen: Map<string, number>,
): string {
  const digest = digestOf({ tool, input, by });
  const number = (seen.get(digest) ?? 0) + 1;
  seen.set(digest, number);
  return `${digest} ${number}`;
}

/**
 * The tools of one beginning of a run: a call that was made before gives what it gave then. A call goes on when its run ends, so
 * that a write is either done or not, and known.
 */
export function remembering(tools: ToolSet, run: HeldRun, signal: AbortSignal): ToolSet {
  const seen = new Map<string, number>();
  const namespaces = Object.entries(tools).map(([namespace, set]) => {
    const entries = Object.entries(set).map(([name, tool]) => {
      const call: typeof tool.call = (input, context) => {
        const key = callKey({ tool: `${namespace}.${name}`, input, by: context.by }, seen);
        const known = run.done.get(key);
        if (known) return known;
        const made = (async () => {
          const output = await tool.call(input, { ...context, signal });
          run.doneBytes += (JSON.stringify(output) as string | undefined)?.length ?? 0;
          return output;
        })();
        // Whoever waits for it hears how it failed.
        made.catch(() => {});
        run.done.set(key, made);
        return made;
      };
      return [name, { ...tool, call }] as const;
    });
    return [namespace, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(namespaces);
}

/** True where so much was read before the question that it cannot be kept until the answer. */
export function holdsTooMuch({ doneBytes }: HeldRun): boolean {
  return doneBytes > mostDoneBytes;
}
