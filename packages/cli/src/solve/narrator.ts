import type { Cost, EventSink, TraceEvent } from "@portolan/core";
import { count } from "../output/numbers.ts";
import { pad } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

type StageEnded = Extract<TraceEvent, { type: "stage-ended" }>;

/** A sink that tells one episode step by step. */
export function narrator(stream: TerminalStream): EventSink {
  const tell = (label: string, text: string): void =>
    stream.write(`${stream.style("dim", pad(label, 11))}${text}\n`);
  return {
    emit(event) {
      for (const [label, text] of told(event, stream)) tell(label, text);
    },
  };
}

function told(event: TraceEvent, stream: TerminalStream): [string, string][] {
  switch (event.type) {
    case "episode-start":
      return [["goal", event.goal]];
    case "skills-retrieved":
      return [["retrieved", event.matches.map(({ name }) => name).join(", ") || "nothing"]];
    case "program-written":
      return [[`attempt ${event.attempt}`, `wrote a program after ${costText(event.cost)}`]];
    case "coder-gave-up":
      return [[`attempt ${event.attempt}`, `gave up after ${costText(event.cost)}: ${event.reason}`]];
    case "model-asked":
      return event.dropped.length === 0
        ? []
        : [["", `no room in the prompt for ${event.dropped.length} parts, such as ${event.dropped[0]}`]];
    case "model-retry":
      return [["", `asks again in ${(event.afterMs / 1000).toFixed(1)} s: ${event.reason}`]];
    case "reply-unusable":
      return [[`attempt ${event.attempt}`, event.feedback]];
    case "reflection-written":
      return [["reflection", event.text.replaceAll("\n", "\n             ")]];
    case "stage-ended":
      return [["stage", stageText(event)]];
    case "verdict-given": {
      const { evaluator, status, feedback } = event.verdict;
      if (status === "passed") return [["", `${stream.style("green", "✓")} ${evaluator}`]];
      if (status === "abstained") return [["", `– ${evaluator}: ${feedback ?? "it has nothing to go by"}`]];
      return [
        [
          "",
          `${stream.style("red", "✗")} ${evaluator}: ${(feedback ?? "").replaceAll("\n", "\n             ")}`,
        ],
      ];
    }
    case "failure-attributed":
      return event.attribution.cause === "own" ? [] : [["", `not its fault: ${event.attribution.detail}`]];
    case "callee-quarantined":
      return [["repair", `${event.skill.name} is broken and left the library: ${event.reason}`]];
    case "callee-repaired":
      return [["repair", `${event.to.name} has a new version`]];
    case "callee-not-repaired":
      return [["repair", `goes on without ${event.skill.name}: ${event.reason}`]];
    case "admission-failed":
      return [["", `${stream.style("red", "✗")} the store: ${event.reason}`]];
    default:
      return [];
  }
}

function stageText({ stage, coder, solved, reason, cost }: StageEnded): string {
  return `${stage}, ${coder}: ${solved ? "solved" : `not solved, ${reason}`}; ${costText(cost)}`;
}

/** What was spent: evaluations of the built-in coder, requests and tokens of a model. */
function costText({ evaluations, requests, tokens, costUsd }: Cost): string {
  const parts = [
    ...(evaluations > 0 || requests === undefined ? [count(evaluations, "evaluation")] : []),
    ...(requests === undefined ? [] : [count(requests, "request")]),
    ...(tokens === undefined ? [] : [count(tokens, "token")]),
    ...(costUsd === undefined ? [] : [`$${costUsd.toFixed(4)}`]),
  ];
  return parts.join(", ");
}
