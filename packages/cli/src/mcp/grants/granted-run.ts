import type { Approve, Json, LinkedProgram, Outcome, Sandbox, ToolSet } from "@portolan/core";
import type { Granted } from "./granted.ts";
import { questionOf } from "./ask-user.ts";
import { callKey, type HeldRun, holdsTooMuch, type HeldRuns, remembering } from "./held-runs.ts";

/** What a run of a client's is given besides the program. */
export interface GrantedRunOptions {
  tools: ToolSet;
  granted: Granted;
  /** The user can be asked. */
  canAsk: boolean;
  /** The run that this is the second beginning of, or a new one; made only where somebody is to be asked. */
  begun: () => HeldRun;
  held: HeldRuns;
  signal: AbortSignal;
  onLog: (line: string) => void;
}

/** A program that asks more often than this is answered no, so that nobody says yes to be left alone. */
const mostQuestions = 8;

/**
 * Runs a program with what was granted. Where it writes and the user is to be asked, the run ends, and `AskFirst` is thrown; with the
 * answer it begins anew, and what tools did before is not done again.
 * @throws AskFirst
 */
export async function runGranted(
  sandbox: Sandbox,
  program: LinkedProgram,
  input: Json[],
  { tools, granted, canAsk, begun, held, signal, onLog }: GrantedRunOptions,
): Promise<Outcome> {
  const asks = writingTools(tools).some((tool) => !granted.mayWrite(tool));
  if (!asks || !canAsk)
    return sandbox.run(program, input, { signal, onLog, tools, approve: plainly(granted) });
  const run = begun();
  const stop = new AbortController();
  const seen = new Map<string, number>();
  const approve: Approve = (request) => {
    if (granted.mayWrite(request.tool)) return true;
    const key = callKey(request, seen);
    const answer = run.answers.get(key);
    if (answer !== undefined) return answer || { allowed: false, reason: "the user said no" };
    if (run.always.has(request.tool)) return true;
    if (run.asked >= mostQuestions) return { allowed: false, reason: "the user was asked too often" };
    if (holdsTooMuch(run)) return { allowed: false, reason: tooMuch };
    run.question ??= { key, tool: request.tool, input: request.input, by: request.by };
    stop.abort();
    return false;
  };
  const outcome = await sandbox.run(program, input, {
    ...run.start,
    tools: remembering(tools, run, signal),
    approve,
    signal: AbortSignal.any([signal, stop.signal]),
    onLog,
  });
  const { question } = run;
  if (!question || outcome.kind !== "cancelled" || signal.aborted) return outcome;
  run.asked++;
  throw questionOf(question, held.hold(run));
}

/** Who is allowed to write, where nobody can be asked. */
export function plainly(granted: Granted): Approve {
  return ({ tool }) =>
    granted.mayWrite(tool) || {
      allowed: false,
      reason: `it writes, and this client cannot ask its user, who may allow it: portolan mcp --allow-writes=${tool}`,
    };
}

const tooMuch =
  "so much was read before that it cannot be kept until the user answers: read less, or less at once";

function writingTools(tools: ToolSet): string[] {
  return Object.entries(tools).flatMap(([namespace, set]) =>
    Object.entries(set)
      .filter(([, { effect }]) => effect === "write")
      .map(([name]) => `${namespace}.${name}`),
  );
}
