import {
  canonicalJson,
  caseSchema,
  counterexampleSchema,
  propertySchema,
  type Evidence,
  type Json,
  type Skill,
  skillDigest,
} from "@portolan/core";
import { z } from "zod";
import { evidenceSchema, firstIssue, skillRefSchema } from "../store/stored-schemas.ts";
import type { Offer, SourceOrigin } from "./offer.ts";
import { compact, plainCandidate } from "./skill-origin.ts";

/** A skill as one line of a JSONL file and one row of a Parquet file. */
export interface SkillRecord {
  name: string;
  description: string;
  signature: string;
  source: string;
  digest: string;
  version: number;
  /** `superseded` for an earlier version. */
  status: "active" | "superseded";
  uses: { name: string; digest: string }[];
  tools: string[];
  tags: string[];
  author?: string;
  licence?: string;
  examples: Skill["evals"]["examples"];
  cases: Skill["evals"]["cases"];
  properties?: Skill["evals"]["properties"];
  counterexamples?: Skill["evals"]["counterexamples"];
  /** What the store that wrote it had seen; whoever imports it makes its own. */
  evidence?: Evidence;
}

const text = z.string().refine((value) => value.isWellFormed(), "is not valid Unicode");

const recordSchema = z.object({
  name: text,
  description: text,
  signature: text.min(1),
  source: text,
  digest: z.string(),
  version: z.number().int().positive().default(1),
  status: z.enum(["active", "superseded"]).default("active"),
  uses: z.array(skillRefSchema).default([]),
  tools: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
  author: z.string().nullish(),
  licence: z.string().nullish(),
  examples: z.array(caseSchema).default([]),
  cases: z.array(caseSchema).default([]),
  properties: z.array(propertySchema).nullish(),
  counterexamples: z.array(counterexampleSchema).nullish(),
  evidence: evidenceSchema.nullish(),
});

/** A skill as a record. */
export function recordOf(skill: Skill, isCurrent: boolean): SkillRecord {
  const { name, description, signature, source, digest, version, uses, tools, evals, evidence } = skill;
  return compact({
    name,
    description,
    signature,
    source,
    digest,
    version,
    status: isCurrent ? ("active" as const) : ("superseded" as const),
    uses,
    tools,
    tags: skill.tags ?? [],
    author: skill.author,
    licence: evidence.origin?.licence,
    ...evals,
    evidence,
  });
}

/** One line of text, the same for equal records. */
export function recordLine(record: SkillRecord): string {
  return `${canonicalJson(JSON.parse(JSON.stringify(record)) as Json)}\n`;
}

/**
 * A record of a file that others wrote as an offer; nothing for an earlier version, which no program would call.
 * @throws Error that says what is wrong, for the caller to place
 */
export function offerOfRecord(value: unknown, source: SourceOrigin): Offer | undefined {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) throw new Error(`is no skill: ${firstIssue(parsed.error)}`);
  const {
    examples,
    cases,
    properties,
    counterexamples,
    author,
    licence,
    evidence,
    status,
    digest,
    version,
    ...rest
  } = parsed.data;
  if (status === "superseded") return undefined;
  const evals = compact({
    examples,
    cases,
    properties: properties ?? undefined,
    counterexamples: counterexamples ?? undefined,
  });
  const candidate = plainCandidate({ ...rest, evals, author: author ?? undefined });
  if (skillDigest(candidate) !== digest) throw new Error(`${rest.name} is not the program of its digest`);
  const origin = compact({
    ...source,
    author: author ?? source.author ?? evidence?.model ?? evidence?.coder,
    licence: licence ?? source.licence,
    version: source.version ?? String(version),
    claimed: evidence ?? undefined,
  });
  return { candidate, origin, version };
}
