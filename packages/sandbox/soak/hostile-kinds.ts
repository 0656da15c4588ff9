import type { Outcome, OutcomeKind, RunOptions } from "@portolan/core";
import { type SoakKind, type SoakOrder, subject } from "./soak-kind.ts";

const soon = { limits: { wallMs: 120 } };
// Memory must run out before time does, on a busy machine too.
const memory = { limits: { wallMs: 60_000 } };

/** What must be stopped, each in another way. */
export const hostileKinds: readonly SoakKind[] = [
  kind("an endless loop", "timeout", "for (;;);", soon),
  kind(
    "a built-in that cannot be interrupted",
    "timeout",
    "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    soon,
  ),
  kind("a memory bomb", "memory", "const a = []; for (;;) a.push(new Array(100_000).fill(1));", memory),
  kind(
    "a map that ends the process",
    "memory",
    "const m = new Map(); let i = 0; for (;;) m.set(i++, {});",
    memory,
  ),
  kind(
    "a flood of console lines",
    "timeout",
    "for (;;) console.log('flood');",
    {
      // So few that they are written also where the machine leaves the program little of its time.
      limits: { wallMs: 200, logBytes: 200 },
    },
    (outcome) => (outcome.logsCut && outcome.logs.length <= 40 ? undefined : `${outcome.logs.length} lines`),
  ),
  kind("a result that is too large", "limit", "return 'x'.repeat(2_000_000);", {
    limits: { wallMs: 60_000, resultBytes: 1_000_000 },
  }),
  kind(
    "a flood of tool calls",
    "limit",
    "for (;;) void note(n);",
    {
      limits: { wallMs: 60_000, toolCalls: 100, toolCallsInFlight: 1_000 },
    },
    (outcome) => (outcome.toolCalls.length <= 100 ? undefined : `${outcome.toolCalls.length} calls`),
  ),
  kind("a promise that never settles", "timeout", "await new Promise(() => {});", soon),
  {
    name: "a run that the caller cancels",
    expected: "cancelled",
    order: (run) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), run % 40);
      // Half of them wait, half of them compute.
      const body = run % 2 === 0 ? "for (;;);" : "await new Promise(() => {});";
      return order(run, body, { limits: { wallMs: 60_000 }, signal: controller.signal });
    },
  },
  kind(
    "a recursion without end",
    "error",
    "const dive = (depth: number): number => dive(depth + 1) + 1; return dive(0);",
    memory,
    (outcome) => (outcome.kind === "error" && outcome.name === "RangeError" ? undefined : outcome.kind),
  ),
  {
    name: "a module that never ends to load",
    expected: "timeout",
    order: (run) => ({
      program: subject("await new Promise(() => {});\nexport function subject() {}"),
      input: [run],
      options: soon,
    }),
  },
];

function kind(
  name: string,
  expected: OutcomeKind,
  body: string,
  options: RunOptions,
  fault?: (outcome: Outcome) => string | undefined,
): SoakKind {
  return { name, expected, order: (run) => ({ ...order(run, body, options), fault }) };
}

function order(run: number, body: string, options: RunOptions): SoakOrder {
  const source = `import { note } from "#tools/host";
export async function subject(n: number): Promise<unknown> { void note; ${body} }`;
  return { program: subject(source), input: [run], options };
}
