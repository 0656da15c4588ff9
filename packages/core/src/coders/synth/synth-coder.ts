import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Budget } from "../../budget/budget.ts";
import { functionNameOf, type LinkedProgram, type Program, skillSpecifier } from "../../program/program.ts";
import { agreementId } from "../../evaluators/agreement.ts";
import { describeOutcome } from "../../sandbox/outcome.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Skill } from "../../skills/skill.ts";
import type { Match } from "../../skills/skill-query.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import { linkSkill } from "../../program/link.ts";
import { parseSignature } from "../../task/signature.ts";
import { digestOf, type Json } from "../../json/json.ts";
import type { Coder, Draft, WriteRequest } from "../coder.ts";
import type { SynthComponent, SynthRequest } from "./engine/synthesize.ts";

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
}): Coder {
  const engine = readEngine();
  return {
    id: `synth:${digestOf(engine).slice(0, 12)}`,
    async write(request, budget) {
      // A search is the same every time: what it found and what else fits are known, and only an example would decide.
      const last = request.past.at(-1);
      if (last?.stoppedBy?.evaluator === agreementId)
        return gaveUp(last.feedback[0] ?? "its programs differ", 0);
      const search = await searchProgram(engine, request, budget, options.store);
      const remaining = budget.remaining("evaluations");
      const wallMs = 60_000 + remaining * mostMsPerEvaluation;
      const outcome = await options.sandbox.run(search.program, [search.request as unknown as Json], {
        limits: { ...searchLimits, wallMs, cpuMs: wallMs },
        signal: request.signal,
      });
      // What comes back was in one isolate with untrusted skills: it is read like any other data.
      const reply = outcome.kind === "value" ? replySchema.safeParse(outcome.value) : undefined;
      const evaluations = reply?.success ? Math.min(reply.data.evaluations, remaining) : remaining;
      budget.spend("evaluations", evaluations);
      if (reply?.success) return draftOf(request, { ...reply.data, evaluations });
      const why = reply ? "returned what is not a reply" : describeOutcome(outcome);
      return gaveUp(`the search ${why}`, evaluations);
    },
  };
}

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
  evaluations: z.number().int().nonnegative(),
});

function draftOf({ name, task, past }: WriteRequest, reply: z.output<typeof replySchema>): Draft {
  const refused = new Set(past.map(({ program }) => program?.source));
  const found = reply.source === undefined ? [] : [reply.source, ...reply.alternatives];
  const [first, ...others] = found
    // A second search has less to spend than the first, and may come upon the same program again.
    .filter((source) => !refused.has(source))
    .map((source): Program => ({ name, signature: task.signature, source }));
  const { evaluations } = reply;
  if (first) return { kind: "programs", programs: [first, ...others], cost: { evaluations } };
  return gaveUp(
    reply.status === "exhausted"
      ? "no program of its language fits the examples"
      : "no program found within the budget",
    evaluations,
  );
}

function gaveUp(reason: string, evaluations: number): Draft {
  return { kind: "gave-up", reason, cost: { evaluations } };
}

async function searchProgram(
  engine: Record<string, string>,
  { task, name, skills, past }: WriteRequest,
  budget: Budget,
  store: SkillStore | undefined,
): Promise<{ program: LinkedProgram; request: SynthRequest }> {
  const usable: Match[] = [];
  const modules: Record<string, string> = { ...engine };
  for (const match of skills) {
    const { skill } = match;
    const linked = store ? await linkSkill(skill, store) : undefined;
    if (skill.tools.length > 0 || (store && !linked)) continue;
    usable.push(match);
    Object.assign(modules, linked?.modules, { [skillSpecifier(skill.name)]: skill.source });
  }
  const { parameters, result } = parseSignature(task.signature);
  const request: SynthRequest = {
    functionName: functionNameOf(name),
    parameters,
    result,
    examples: task.examples,
    components: usable.map(componentOf),
    budget: budget.remaining("evaluations"),
    skip: past.length,
    alternatives: furtherPrograms,
    doc: task.goal,
  };
  const source = entrySource(usable.map(({ skill }) => skill));
  return {
    program: { name: "search", signature: "(request: unknown) => unknown", source, modules },
    request,
  };
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

function entrySource(skills: Skill[]): string {
  const imports = skills.map(
    (skill, i) =>
      `import { ${functionNameOf(skill.name)} as skill${i} } from "${skillSpecifier(skill.name)}";`,
  );
  const table = skills.map((skill, i) => `${JSON.stringify(skill.name)}: skill${i}`);
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
