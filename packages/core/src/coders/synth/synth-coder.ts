import { readFileSync } from "node:fs";
import { z } from "zod";
import { agreementId } from "../../evaluators/agreement.ts";
import { digestOf, type Json } from "../../json/json.ts";
import type { Program } from "../../program/program.ts";
import { describeOutcome, type Outcome } from "../../sandbox/outcome.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import type { Coder, Draft, PastAttempt, WriteRequest } from "../coder.ts";
import { type Related, RelatedSkills } from "./related-skills.ts";
import { engineExtension, readEngine, searchProgram } from "./search-program.ts";

/**
 * The built-in coder: a program synthesizer that needs no key, no network and no weights, and is deterministic.
 * Its search runs inside the sandbox, because the skills that it tries are untrusted.
 */
export function synthCoder(options: {
  /** For searches: compiled code pays here, so it may be another one than that which judges. */
  sandbox: Sandbox;
  /** Where the retrieved skills' own callees come from. */
  store?: SkillStore;
  /** Parses skills that are tried with other literals; `sandbox` when absent. */
  parser?: Pick<Sandbox, "parse">;
  /** Skills to try with other literals, at most; 128 when absent. */
  adapt?: number;
  /** When to call retrieved skills: where words tell which may help, unless told otherwise. */
  compose?: "by-words" | "always";
}): Coder {
  const { sandbox, store, adapt = 128, compose = "by-words", parser = sandbox } = options;
  const library = store && adapt > 0 ? new RelatedSkills(store, parser, ownId, adapt) : undefined;
  const engine = readEngine();
  const variants = readFileSync(new URL(`./variants${engineExtension}`, import.meta.url), "utf8");
  return {
    id: `${ownId}${digestOf({ ...engine, variants }).slice(0, 12)}`,
    async write(request, budget) {
      // A search is the same every time: what it found and what else fits are known, and only an example would decide.
      const last = request.past.at(-1);
      if (last?.stoppedBy?.evaluator === agreementId) return gaveUp(questionOf(last), 0);
      const related = library && request.lookUp ? await library.of(request) : [];
      const callable = compose === "always" || wordsTell(request) ? request.skills : [];
      const remaining = budget.remaining("evaluations");
      const wallMs = 60_000 + remaining * mostMsPerEvaluation;
      const limits = { ...searchLimits, wallMs, cpuMs: wallMs };
      const outcomeWith = async (known: readonly Related[]): Promise<Outcome> => {
        const asked = { ...request, skills: callable };
        const search = await searchProgram(engine, asked, remaining, store, known);
        const { signal } = request;
        return sandbox.run(search.program, [search.request as unknown as Json], { limits, signal });
      };
      let outcome = await outcomeWith(related);
      // Where a skill does not load no search has begun.
      const hasNotLoaded = outcome.kind === "error" || outcome.kind === "type-error";
      if (related.length > 0 && hasNotLoaded) outcome = await outcomeWith([]);
      // What comes back was in one isolate with untrusted skills: it is read like any other data.
      const reply = outcome.kind === "value" ? replySchema.safeParse(outcome.value) : undefined;
      const evaluations = reply?.success ? Math.min(reply.data.evaluations, remaining) : remaining;
      budget.spend("evaluations", evaluations);
      if (reply?.success) {
        const adapted = new Set(reply.data.adapted);
        for (const { match } of related) if (adapted.has(match.skill.name)) request.drewOn?.(match);
        return draftOf(request, { ...reply.data, evaluations });
      }
      const why = reply ? "returned what is not a reply" : describeOutcome(outcome);
      return gaveUp(`the search ${why}`, evaluations);
    },
  };
}

/** How the ids of this coder begin, of whatever version. */
const ownId = "synth:";

/** Generous, so that the budget in candidate evaluations ends a search and the clock never does. */
const mostMsPerEvaluation = 2;
const searchLimits = {
  memoryMb: 2_048,
  sourceBytes: 8 * 1024 * 1024,
  argumentBytes: 16 * 1024 * 1024,
};

/** What the host uses of a `SynthReply`. */
const replySchema = z.object({
  status: z.enum(["found", "exhausted", "budget"]),
  source: z.string().optional(),
  alternatives: z.array(z.string()),
  adapted: z.array(z.string()),
  evaluations: z.number().int().nonnegative(),
});

function draftOf({ name, task }: WriteRequest, reply: z.output<typeof replySchema>): Draft {
  const found = reply.source === undefined ? [] : [reply.source, ...reply.alternatives];
  const [first, ...others] = found.map((source): Program => ({ name, signature: task.signature, source }));
  const { evaluations } = reply;
  if (first) return { kind: "programs", programs: [first, ...others], cost: { evaluations } };
  return gaveUp(
    reply.status === "exhausted"
      ? "no program of its language fits the examples"
      : "no program found within the budget",
    evaluations,
  );
}

/** Why it gives up where programs that fit the examples differ. */
function questionOf({ feedback }: PastAttempt): string {
  return (feedback[0] ?? "its programs differ").replace(/\.$/, "");
}

function gaveUp(reason: string, evaluations: number): Draft {
  return { kind: "gave-up", reason, cost: { evaluations } };
}

/**
 * Where all that was found has the very words of the task, words say nothing of which skills help: then to call them costs more
 * than it brings, because some composition of a dozen fits a few examples by chance.
 */
function wordsTell({ task, skills }: WriteRequest): boolean {
  return skills.some(({ skill }) => !skill.description.startsWith(task.goal.slice(0, 1_024)));
}
