import { readFileSync, statSync } from "node:fs";
import type { Budget, Cost } from "../../budget/budget.ts";
import { PortolanError } from "../../errors/portolan-error.ts";
import { digestOf } from "../../json/json.ts";
import { clipped } from "../model/fit-prompt.ts";
import type { Coder, Draft, WriteRequest } from "../coder.ts";
import type { AgentRequest } from "./agent-protocol.ts";
import { agentRequest } from "./agent-request.ts";
import { type Answer, readAnswer } from "./read-answer.ts";
import { type CommandRun, runCommand } from "./run-command.ts";

export interface CommandCoderOptions {
  /** A command line for the shell; it reads an `AgentRequest` and prints its answer. */
  command: string;
  /** How long it may take for one answer; ten minutes when absent. */
  timeoutMs?: number;
  /** The library's folder and how to serve it; absent for an agent that shall have none. */
  library?: { root: string; mcp: AgentRequest["mcp"] };
  /** Gets what the command says on stderr. */
  onStderr?: (text: string) => void;
}

/** Characters of an answer. */
const mostOutput = 1024 * 1024;
/** Exit codes of sysexits.h and of shells. */
const exitCodes = { unavailable: 75, notExecutable: 126, notFound: 127 } as const;

/**
 * A coder that is any command. It is told what every coder is, never hidden cases; it costs what it says of itself. Each answer is a
 * process of its own.
 * @throws PortolanError `config` for a command that cannot be run, or that does not say what a budget is kept by;
 * `model-unavailable` when it ends with 75; `interrupted`
 */
export function commandCoder(options: CommandCoderOptions): Coder {
  const { command, timeoutMs = 600_000, library, onStderr } = options;
  return {
    id: `command:${command}${filesDigest(command)}`,
    async write(request, budget) {
      requireBudget(command, budget);
      const run = await start(command, {
        input: `${JSON.stringify(agentRequest(request, budget, library?.mcp))}\n`,
        environment: environmentFor(library),
        timeoutMs: Math.min(timeoutMs, budget.remaining("wallMs")),
        mostOutput,
        signal: request.signal,
        onStderr,
      });
      const answer = answerOf(run, request, command, timeoutMs);
      pay(answer.cost, budget);
      if (answer.kind !== "unusable") requireCost(command, answer.cost, budget);
      return draftOf(answer, request);
    },
  };
}

async function start(command: string, options: Parameters<typeof runCommand>[1]): Promise<CommandRun> {
  try {
    return await runCommand(command, options);
  } catch (cause) {
    throw wrong(command, `cannot be started: ${(cause as Error).message}`, cause);
  }
}

function answerOf(run: CommandRun, { name }: WriteRequest, command: string, timeoutMs: number): Answer {
  const { end, stdout } = run;
  switch (end.kind) {
    case "aborted":
      throw new PortolanError("interrupted", `The agent ${command} was stopped.`, {
        value: command,
        next: "Start again; what is done is kept.",
      });
    case "timeout":
      return failed(`it did not answer within ${timeoutMs} ms, or the time of the episode was over`, run);
    case "flood":
      return failed(`it printed more than ${mostOutput} characters`, run);
    case "signal":
      return failed(`it was ended by ${end.signal}`, run);
    case "exit":
      if (end.code === 0) return readAnswer(stdout, name);
      if (end.code === exitCodes.unavailable) throw unavailable(command, run);
      if (end.code === exitCodes.notFound || end.code === exitCodes.notExecutable)
        throw wrong(command, `cannot be run: ${lastLine(run) || `exit code ${end.code}`}`);
      return failed(`it ended with exit code ${end.code}`, run);
  }
}

function failed(what: string, run: CommandRun): Answer {
  const said = lastLine(run);
  const feedback = `Your answer could not be used: ${what}.${said ? ` Its last words on stderr: ${said}` : ""}`;
  return { kind: "unusable", feedback, cost: { evaluations: 0, requests: 1 } };
}

function draftOf(answer: Answer, { name, task }: WriteRequest): Draft {
  const { cost } = answer;
  if (answer.kind === "gave-up") return { kind: "gave-up", reason: clipped(answer.reason, 500), cost };
  if (answer.kind === "unusable") return { kind: "unusable", feedback: answer.feedback, cost };
  const program = { name, signature: task.signature, source: answer.source };
  return { kind: "programs", programs: [program], cost, ...(answer.model && { model: answer.model }) };
}

/** Its own settings are no business of an agent, nor where suites lie; what it may use of the library it is told. */
function environmentFor(library: CommandCoderOptions["library"]): Record<string, string | undefined> {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("PORTOLAN_"));
  return {
    ...Object.fromEntries(others),
    ...(library && { PORTOLAN_STORE: library.root, PORTOLAN_MCP: JSON.stringify(library.mcp) }),
  };
}

function pay(cost: Cost, budget: Budget): void {
  for (const kind of ["requests", "tokens", "costUsd"] as const) {
    const amount = cost[kind];
    if (amount !== undefined) budget.spend(kind, amount);
  }
}

function requireBudget(command: string, budget: Budget): void {
  const kind = budget.exhaustedForModels;
  if (!kind) return;
  throw new PortolanError("budget-spent", `The budget ${kind} is used up; ${command} was not asked again.`, {
    value: budget.limits[kind],
    next: `Give more ${kind}.`,
  });
}

function requireCost(command: string, cost: Cost, budget: Budget): void {
  const kind = (["tokens", "costUsd"] as const).find(
    (one) => budget.limits[one] !== undefined && cost[one] === undefined,
  );
  if (!kind) return;
  throw new PortolanError(
    "config",
    `The agent ${command} does not say its ${kind}, by which a budget is to be kept.`,
    {
      value: command,
      next: `Have it answer as JSON with ${kind}, or set a budget in attempts or requests instead.`,
    },
  );
}

function unavailable(command: string, run: CommandRun): PortolanError {
  return new PortolanError(
    "model-unavailable",
    `The agent ${command} is not available now: ${lastLine(run) || "exit code 75"}.`,
    {
      value: command,
      next: "Start again later; what is done is kept.",
    },
  );
}

function wrong(command: string, what: string, cause?: unknown): PortolanError {
  return new PortolanError("config", `The agent ${command} ${what}.`, {
    value: command,
    cause,
    next: "Correct the setting coder: command:, and a command line that the shell finds.",
  });
}

function lastLine({ stderr }: CommandRun): string {
  return clipped(stderr.trim().split("\n").at(-1)?.trim() ?? "", 300);
}

/** Whoever changes a script has another coder: the digest of the files that the command line names, as far as they are small. */
function filesDigest(command: string): string {
  const contents = command.split(/\s+/).flatMap((word) => {
    const found = statSync(word, { throwIfNoEntry: false });
    return found?.isFile() && found.size <= mostOutput ? [readFileSync(word, "utf8")] : [];
  });
  return contents.length === 0 ? "" : `@${digestOf(contents).slice(0, 8)}`;
}
