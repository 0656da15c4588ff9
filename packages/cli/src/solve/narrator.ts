import type { EventSink, TraceEvent } from "@portolan/core";
import { count } from "../output/numbers.ts";
import { pad } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

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
      return [
        [`attempt ${event.attempt}`, `wrote a program after ${count(event.cost.evaluations, "evaluation")}`],
      ];
    case "coder-gave-up":
      return [
        [
          `attempt ${event.attempt}`,
          `gave up after ${count(event.cost.evaluations, "evaluation")}: ${event.reason}`,
        ],
      ];
    case "verdict-given": {
      const { evaluator, status, feedback } = event.verdict;
      if (status === "passed") return [["", `${stream.style("green", "✓")} ${evaluator}`]];
      if (status === "abstained") return [["", `– ${evaluator} has nothing to go by`]];
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
