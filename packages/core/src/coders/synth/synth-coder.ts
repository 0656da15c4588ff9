import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Budget } from "../../budget/budget.ts";
import { functionNameOf, type LinkedProgram, type Program, skillSpecifier } from "../../program/program.ts";
import { agreementId } from "../../evaluators/agreement.ts";
import { describeOutcome, type Outcome } from "../../sandbox/outcome.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Skill } from "../../skills/skill.ts";
import type { Match } from "../../skills/skill-query.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import { linkSkill } from "../../program/link.ts";
import { parseSignature } from "../../task/signature.ts";
import { typesOf } from "../../task/signature-types.ts";
import { digestOf, type Json } from "../../json/json.ts";
import type { Coder, Draft, PastAttempt, WriteRequest } from "../coder.ts";
import type { SynthComponent, SynthRequest } from "./engine/synthesize.ts";
import { type Split, splitSource, variantsOf } from "./variants.ts";

/** Further programs that a search may hand over besides its first, for at most half as much again of the budget. */
const furtherPrograms = 5;

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
  const { adapt = 128, compose = "by-words", parser = options.sandbox } = options;
  const splits = new Map<string, Split | undefined>();
  const engine = readEngine();
  const variants = readFileSync(new URL(`./variants${engineExtension}`, import.meta.url), "utf8");
  return {
    id: `${ownId}${digestOf({ ...engine, variants }).slice(0, 12)}`,
    async write(request, budget) {
      // A search is the same every time: what it found and what else fits are known, and only an example would decide.
      const last = request.past.at(-1);
      if (last?.stoppedBy?.evaluator === agreementId) return gaveUp(questionOf(last), 0);
      const found =
        options.store && request.lookUp && adapt > 0
          ? await relatedSkills(request, options.store, adapt)
          : [];
      const related = await withSplits(found, parser, splits, request.signal);
      const callable = compose === "always" || wordsTell(request) ? request.skills : [];
      const remaining = budget.remaining("evaluations");
      const wallMs = 60_000 + remaining * mostMsPerEvaluation;
      const limits = { ...searchLimits, wallMs, cpuMs: wallMs };
      const outcomeWith = async (known: readonly Related[]): Promise<Outcome> => {
        const search = await searchProgram(
          engine,
          { ...request, skills: callable },
          budget,
          options.store,
          known,
        );
        const { signal } = request;
        return options.sandbox.run(search.program, [search.request as unknown as Json], { limits, signal });
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

async function searchProgram(
  engine: Record<string, string>,
  request: WriteRequest,
  budget: Budget,
  store: SkillStore | undefined,
  related: readonly Related[],
): Promise<{ program: LinkedProgram; request: SynthRequest }> {
  const { task, name, past } = request;
  const usable: Match[] = [];
  const modules: Record<string, string> = { ...engine };
  for (const match of request.skills) {
    const { skill } = match;
    const linked = store ? await linkSkill(skill, store) : undefined;
    if (skill.tools.length > 0 || (store && !linked)) continue;
    usable.push(match);
    Object.assign(modules, linked?.modules, { [skillSpecifier(skill.name)]: skill.source });
  }
  const { variants, keys, modules: ofVariants } = variantModules(related);
  Object.assign(modules, ofVariants);
  const { parameters, result } = parseSignature(task.signature);
  const asked: SynthRequest = {
    functionName: functionNameOf(name),
    parameters,
    result,
    examples: task.examples,
    components: usable.map(componentOf),
    variants,
    budget: budget.remaining("evaluations"),
    refused: past.flatMap(({ program }) => program?.source ?? []),
    alternatives: furtherPrograms,
    doc: task.goal,
  };
  const source = entrySource(
    usable.map(({ skill }) => skill),
    keys,
  );
  return {
    program: { name: "search", signature: "(request: unknown) => unknown", source, modules },
    request: asked,
  };
}

/** A skill of the task's types, with what it calls. */
interface Related {
  match: Match;
  linked: LinkedProgram;
  split: Split;
}

function variantModules(related: readonly Related[]) {
  const { variants, sources } = variantsOf(
    related.map(({ match, split }) => ({ skill: match.skill, split })),
  );
  const modules: Record<string, string> = {};
  for (const { linked } of related) Object.assign(modules, linked.modules);
  for (const [i, source] of [...sources.values()].entries()) modules[variantSpecifier(i)] = source;
  return { variants, keys: [...sources.keys()], modules };
}

/** What the library holds of the task's types that this coder wrote, best first. */
async function relatedSkills(
  { task }: WriteRequest,
  store: SkillStore,
  limit: number,
): Promise<Omit<Related, "split">[]> {
  const types = typesOf(task.signature);
  const found = await store.search({ text: task.goal, signature: task.signature, limit });
  const related: Omit<Related, "split">[] = [];
  for (const match of found) {
    const { signature, tools, evidence } = match.skill;
    if (tools.length > 0 || !evidence.coder.startsWith(ownId) || typesOf(signature) !== types) continue;
    const linked = await linkSkill(match.skill, store);
    if (linked) related.push({ match, linked });
  }
  return related;
}

/** Those whose literals can be told; each skill is parsed once. */
async function withSplits(
  found: readonly Omit<Related, "split">[],
  parser: Pick<Sandbox, "parse">,
  splits: Map<string, Split | undefined>,
  signal?: AbortSignal,
): Promise<Related[]> {
  const fresh = found.map(({ match }) => match.skill).filter(({ digest }) => !splits.has(digest));
  const trees =
    fresh.length > 0
      ? await parser.parse?.(
          fresh.map(({ source }) => source),
          { signal },
        )
      : [];
  for (const [i, skill] of fresh.entries()) {
    const tree = trees?.[i];
    splits.set(skill.digest, tree && splitSource(skill, tree));
  }
  return found.flatMap((one) => {
    const split = splits.get(one.match.skill.digest);
    return split ? [{ ...one, split }] : [];
  });
}

/**
 * Where all that was found has the very words of the task, words say nothing of which skills help: then to call them costs more
 * than it brings, because some composition of a dozen fits a few examples by chance.
 */
function wordsTell({ task, skills }: WriteRequest): boolean {
  return skills.some(({ skill }) => !skill.description.startsWith(task.goal.slice(0, 1_024)));
}

function componentOf({ skill }: Match): SynthComponent {
  const { parameters, result } = parseSignature(skill.signature);
  return {
    name: skill.name,
    specifier: skillSpecifier(skill.name),
    functionName: functionNameOf(skill.name),
    parameters: parameters.map(({ type }) => type),
    result,
  };
}

function variantSpecifier(position: number): string {
  return `#synth/variant-${position}`;
}

function entrySource(skills: Skill[], variants: string[]): string {
  const imports = skills.map(
    (skill, i) =>
      `import { ${functionNameOf(skill.name)} as skill${i} } from "${skillSpecifier(skill.name)}";`,
  );
  imports.push(...variants.map((_, i) => `import { variant as variant${i} } from "${variantSpecifier(i)}";`));
  const table = [
    ...skills.map((skill, i) => `${JSON.stringify(skill.name)}: skill${i}`),
    ...variants.map((key, i) => `${JSON.stringify(key)}: variant${i}`),
  ];
  return `${imports.join("\n")}
import { synthesize } from "#synth/synthesize${engineExtension}";
export function search(request: any): any {
  return synthesize(request, { ${table.join(", ")} } as any);
}
`;
}

/** `.ts` in the sources, `.js` in the compiled package: the engine is linked as it lies beside this file. */
const engineExtension = extname(fileURLToPath(import.meta.url));

function readEngine(): Record<string, string> {
  const folder = new URL("./engine/", import.meta.url);
  const files = readdirSync(folder).filter(
    (file) => file.endsWith(engineExtension) && !file.includes(".test.") && !file.includes(".bench."),
  );
  return Object.fromEntries(
    files.map((file) => [`#synth/${file}`, readFileSync(new URL(file, folder), "utf8")]),
  );
}
