import {
  type Case,
  link,
  PortolanError,
  reliabilityOf,
  sandboxWithTools,
  skillNameOf,
  type Task,
  taskFrom,
} from "@portolan/core";
import { z } from "zod";
import { plainly } from "../grants/granted-run.ts";
import { requireJson, requireText } from "../limits.ts";
import type { Reply } from "../reply.ts";
import { importLine } from "../skill-text.ts";
import { type Judged, judgeSubmission } from "../submission.ts";
import { agentTool, type Call } from "../tool.ts";
import { inTurn } from "../turns.ts";
import { cases } from "./cases.ts";

/** A gate that takes longer than this is given up. */
const mostMs = 120_000;
const fewestExamples = 3;
/** Examples and cases; all of them run each time that the skill is verified. */
const mostCases = 500;

export const submitSkill = agentTool({
  name: "submit_skill",
  title: "Submit a skill",
  description:
    "Have a function judged and kept. Give examples, and further cases that decide (20 support 86 %, 59 support 95 %). Refused: correct it by the feedback and submit again.",
  input: z.strictObject({
    name: z.string().describe("kebab-case; the function exported is its camelCase"),
    description: z.string().describe("what it does and when to use it"),
    signature: z.string().describe("such as (text: string) => string[]"),
    source: z.string(),
    examples: cases,
    cases: cases.optional(),
  }),
  output: z.object({
    admitted: z.boolean(),
    skill: z.string().optional(),
    trust: z.string().optional(),
    verdicts: z.array(z.string()),
    feedback: z.array(z.string()),
  }),
  effect: "adds",
  async call(given, call) {
    const name = requireName(given.name);
    const task = taskFrom({
      id: `mcp/${name}`,
      suite: "mcp",
      name,
      goal: requireText("The description", given.description, 1_024),
      signature: requireText("The signature", given.signature, 4_096),
      examples: requireJson("The examples", given.examples as Case[]),
      cases: requireJson("The cases", (given.cases ?? []) as Case[]),
    });
    const source = requireText("The source", given.source);
    if (task.examples.length < fewestExamples) throw tooFew(task.examples.length);
    if (task.examples.length + task.cases.length > mostCases) throw tooMany();
    const { root } = call.library;
    // One submission of each client at a time, so that none fills the line before a name. Those of one name are judged one after the
    // other: the second one then meets what the first became.
    return inTurn(`submissions of ${call.client}`, () =>
      inTurn(`submit ${root} ${name}`, () => submit(task, source, call)),
    );
  },
});

async function submit(task: Task, source: string, call: Call): Promise<Reply> {
  const { store, sandbox, granted, client, progress } = call;
  const { name = task.id, signature } = task;
  call.signal.throwIfAborted();
  await requireFreeName(name, source, call);
  const { program } = await link({ name, signature, source }, store);
  const tools = await call.tools([source, ...Object.values(program.modules)]);
  const timeUp = AbortSignal.timeout(mostMs);
  const judged = await judgeSubmission(
    { task, source, client },
    {
      store,
      // Nobody is asked about every case.
      sandbox: sandboxWithTools(sandbox, tools, plainly(granted)),
      tools: Object.keys(tools).toSorted(),
      signal: AbortSignal.any([call.signal, timeUp]),
      onVerdict: progress,
    },
  ).catch((error: unknown) => {
    throw timeUp.aborted && !call.signal.aborted ? tooLong() : error;
  });
  return replyTo(name, judged, call);
}

/** @throws PortolanError `usage` */
function requireName(name: string): string {
  if (
    name.length <= 64 &&
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) &&
    skillNameOf({ id: name, name }) === name
  )
    return name;
  throw new PortolanError("usage", "That cannot be the name of a skill.", {
    value: name,
    next: "Name it in kebab-case, such as title-case, by no word of TypeScript; the function is then titleCase.",
  });
}

async function replyTo(name: string, judged: Judged, { store }: Call): Promise<Reply> {
  const { result, verdicts, feedback } = judged;
  const { solved, reason, skill, change } = result;
  if (result.parked) {
    throw new PortolanError("tools-unavailable", `It could not be judged: ${reason}.`, {
      next: "Submit it again, unchanged, in a minute.",
    });
  }
  if (!solved) {
    const said = feedback.length > 0 ? feedback : [reason];
    const text = [
      `Refused by ${result.refusedBy ?? "the gate"}.`,
      ...said.map((line) => `- ${line}`),
      "Next: correct the program, or the example that is wrong, and submit it again under the same name.",
    ].join("\n");
    return {
      text,
      structured: { admitted: false, verdicts, feedback: said },
      outcome: `refused by ${result.refusedBy}`,
    };
  }
  if (!skill || (reason === "admitted" && (change === undefined || change === "name-taken"))) {
    throw nameTaken(name);
  }
  const kept = await store.get(skill.name);
  const trust = kept ? reliabilityOf(kept.evidence) : "";
  const what =
    reason === "known"
      ? `Not kept: the skill ${skill.name} does the same already. Use that.`
      : `Admitted as ${skill.name}, ${trust}.`;
  const structured = { admitted: reason !== "known", skill: skill.name, trust, verdicts, feedback };
  return { text: `${what}\n${importLine(skill.name)}`, structured, outcome: reason };
}

/** @throws PortolanError `usage` where another program has the name */
async function requireFreeName(name: string, source: string, { store }: Call): Promise<void> {
  const existing = await store.get(name).catch(() => "broken" as const);
  if (existing === undefined) return;
  if (existing !== "broken" && existing.status === "active" && existing.source === source) return;
  throw nameTaken(name);
}

function nameTaken(name: string): PortolanError {
  return new PortolanError("usage", `Another skill has the name ${name}.`, {
    value: name,
    next: `Look at it with get_skill; if it does not do, submit yours under another name.`,
  });
}

function tooLong(): PortolanError {
  return new PortolanError("interrupted", `Judging it took more than ${mostMs / 1_000} seconds.`, {
    next: "Submit it with fewer or smaller cases, or make it faster.",
  });
}

function tooMany(): PortolanError {
  return new PortolanError("usage", `There are more than ${mostCases} examples and cases.`, {
    next: "Give those that differ: 59 cases support 95 %, 299 support 99 %.",
  });
}

function tooFew(number: number): PortolanError {
  return new PortolanError("usage", `${number} examples do not say what is wanted.`, {
    value: number,
    next: `Give at least ${fewestExamples}, with edges such as empty input among them, and further cases.`,
  });
}
