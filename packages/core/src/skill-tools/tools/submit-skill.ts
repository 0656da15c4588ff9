import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import { link } from "../../program/link.ts";
import { sandboxWithTools } from "../../sandbox/with-tools.ts";
import { taskFrom } from "../../task/loose-task.ts";
import { type Case, skillNameOf, type Task } from "../../task/task.ts";
import { reliabilityOf } from "../../trust/reliability-text.ts";
import { agentTool, type ToolCall } from "../agent-tool.ts";
import { requireJson, requireText } from "../limits.ts";
import { importLine } from "../skill-text.ts";
import { type Judged, judgeSubmission } from "../submission.ts";
import type { ToolReply } from "../tool-reply.ts";
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
    if (given.description.trim() === "") throw noDescription();
    const task = taskOf({
      id: `${call.origin}/${name}`,
      suite: call.origin,
      name,
      goal: requireText("The description", given.description, 1_024),
      signature: requireText("The signature", given.signature, 4_096),
      examples: requireJson("the examples", given.examples as Case[]),
      cases: requireJson("the cases", (given.cases ?? []) as Case[]),
    });
    const source = requireText("The source", given.source);
    if (task.examples.length < fewestExamples) throw tooFew(task.examples.length);
    if (task.examples.length + task.cases.length > mostCases) throw tooMany();
    // One submission of each client at a time, so that none fills the line before a name. Those of one name are judged one after the
    // other: the second one then meets what the first became.
    return inTurn(call.store, `submissions of ${call.client}`, () =>
      inTurn(call.store, `submit ${name}`, () => submit(task, source, call)),
    );
  },
});

/** @throws PortolanError `usage`, in the words of this tool */
function taskOf(given: Parameters<typeof taskFrom>[0]): Task {
  try {
    return taskFrom(given);
  } catch (error) {
    if (!(error instanceof PortolanError) || !error.message.startsWith("The task cannot be used: "))
      throw error;
    const message = error.message.replace("The task cannot be used: ", "The submission cannot be judged: ");
    throw new PortolanError("usage", message, {
      value: error.value,
      cause: error,
      next: "Give examples and cases as [{ input: [one value per parameter], output }].",
    });
  }
}

async function submit(task: Task, source: string, call: ToolCall): Promise<ToolReply> {
  const { store, sandbox, approve, progress } = call;
  const { name = task.id, signature } = task;
  call.signal.throwIfAborted();
  await requireFreeName(name, source, call);
  const { program } = await link({ name, signature, source }, store);
  const tools = await call.tools(program);
  const timeUp = AbortSignal.timeout(mostMs);
  const judged = await judgeSubmission(
    { task, source },
    {
      ...call,
      // Nobody is asked about every case.
      sandbox: sandboxWithTools(sandbox, tools, approve),
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

async function replyTo(name: string, judged: Judged, { store }: ToolCall): Promise<ToolReply> {
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
    throw nameTaken(name, true);
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
async function requireFreeName(name: string, source: string, { store }: ToolCall): Promise<void> {
  const existing = await store.get(name).catch(() => "broken" as const);
  if (existing === undefined) return;
  if (existing !== "broken" && existing.status === "active" && existing.source === source) return;
  throw nameTaken(name, existing !== "broken" && existing.status === "active");
}

function noDescription(): PortolanError {
  return new PortolanError("usage", "The description is empty.", {
    next: "Say what it does and when to use it: that is what a search finds.",
  });
}

function nameTaken(name: string, isUsable: boolean): PortolanError {
  return new PortolanError("usage", `Another skill has the name ${name}.`, {
    value: name,
    next: isUsable
      ? "Look at it with get_skill; if it does not do, submit yours under another name."
      : "It is out of use, and its name stays its own: submit yours under another name.",
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
