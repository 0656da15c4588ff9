import type { Budget } from "../../budget/budget.ts";
import { functionNameOf, skillSpecifier } from "../../program/program.ts";
import { propertyText } from "../../properties/property.ts";
import type { PastAttempt, WriteRequest } from "../coder.ts";
import { type AgentRequest, agentProtocol } from "./agent-protocol.ts";

const instructions =
  "Write one ES module of erasable TypeScript (no enums, namespaces or decorators) that exports exactly the function asked for, " +
  "with a doc comment. It may import the skills and tools listed here and nothing else. It must be right on inputs that are not " +
  'shown, so do not tabulate the examples. Print it in one block fenced by ```ts, or as JSON: {"program": "…"}.';

/** What an agent is told: field by field, so that nothing hidden can slip in. A task's id would let it be looked up, and stays here. */
export function agentRequest(
  { task, name, skills, past, tools = {} }: WriteRequest,
  budget: Budget,
  mcp: AgentRequest["mcp"],
): AgentRequest {
  return {
    protocol: agentProtocol,
    instructions,
    task: {
      goal: task.goal,
      signature: task.signature,
      function: functionNameOf(name),
      examples: task.examples.map(({ input, output }) => ({ input, output })),
      properties: (task.properties ?? []).map(propertyText),
    },
    attempt: (past.at(-1)?.attempt ?? 0) + 1,
    past: past.map(attemptOf),
    skills: skills.map(({ skill: { name: own, signature, description, source, evidence } }) => ({
      name: own,
      import: `import { ${functionNameOf(own)} } from "${skillSpecifier(own)}";`,
      signature,
      description,
      source,
      lowerBound: evidence.checks.lowerBound,
    })),
    tools: { ...tools },
    budget: remainingOf(budget),
    ...(mcp && { mcp }),
  };
}

function attemptOf({
  attempt,
  program,
  feedback,
  diagnostics = [],
}: PastAttempt): AgentRequest["past"][number] {
  return {
    attempt,
    ...(program && { program: program.source }),
    feedback: [...feedback],
    diagnostics: diagnostics.map(({ line, column, message }) => ({ line, column, message })),
  };
}

function remainingOf(budget: Budget): AgentRequest["budget"] {
  const kinds = ["requests", "tokens", "costUsd", "wallMs"] as const;
  const limited = kinds.filter((kind) => budget.limits[kind] !== undefined);
  const amounts = limited.map((kind) => {
    const amount = budget.remaining(kind);
    return [kind, kind === "costUsd" ? amount : Math.floor(amount)];
  });
  return { attempts: budget.remaining("attempts"), ...Object.fromEntries(amounts) };
}
