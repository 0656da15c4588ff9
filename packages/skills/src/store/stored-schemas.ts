import {
  type Candidate,
  type CandidateOrigin,
  caseSchema,
  type Evidence,
  type Json,
  type QuarantinedCandidate,
  type StoredCandidate,
  counterexampleSchema,
  propertySchema,
  type HistoryEntry,
} from "@portolan/core";
import { z } from "zod";

const json = z.json() as z.ZodType<Json>;
const digest = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 of 64 hexadecimal digits");
/** A pin. */
export const skillRefSchema = z.object({ name: z.string(), digest });
const count = z.number().int().nonnegative();

const verdictRecord = z.object({
  status: z.enum(["passed", "failed", "abstained", "errored"]),
  feedback: z.string().optional(),
  evidence: json.optional(),
  evaluator: z.string(),
  digest: z.string(),
});

/** Where something imported comes from. */
const originSchema: z.ZodType<CandidateOrigin> = z.object({
  from: z.string(),
  by: z.string(),
  name: z.string().optional(),
  author: z.string().optional(),
  licence: z.string().optional(),
  version: z.string().optional(),
  claimed: z.lazy(() => evidenceSchema).optional(),
});

/** What `references/evidence.json` holds. */
export const evidenceSchema: z.ZodType<Evidence> = z.object({
  task: z.object({ id: z.string(), suite: z.string() }),
  coder: z.string(),
  model: z.string().optional(),
  harness: z.string(),
  voyage: z.string(),
  episode: z.number(),
  attempt: z.number(),
  cost: z.object({
    evaluations: z.number(),
    attempts: z.number(),
    requests: z.number().optional(),
    tokens: z.number().optional(),
    costUsd: z.number().optional(),
  }),
  shown: z.array(z.object({ name: z.string(), digest: z.string() })),
  verdicts: z.array(verdictRecord),
  origin: originSchema.optional(),
  checks: z.object({ examples: count, cases: count, lowerBound: z.number() }),
});

/** What `evals/cases.json` holds. */
export const evalsSchema = z.object({
  examples: z.array(caseSchema),
  cases: z.array(caseSchema),
  properties: z.array(propertySchema).optional(),
  counterexamples: z.array(counterexampleSchema).optional(),
});

const statusSchema = z.enum(["candidate", "active", "deprecated", "revoked", "quarantined"]);

/** What the metadata map of a SKILL.md must hold; it may hold more. */
export const metadataSchema = z.object({
  digest,
  evals: digest,
  evidence: digest,
  signature: z.string().min(1),
  status: statusSchema,
  "alias-of": z.string().min(1).optional(),
  author: z.string().min(1).optional(),
  tags: z.string().transform(words).optional(),
  tools: z.string().transform(words),
  uses: z
    .string()
    .transform((text) => words(text).map(refOf))
    .pipe(z.array(skillRefSchema)),
  version: z
    .string()
    .regex(/^[1-9]\d*$/, "must be a whole number from 1")
    .transform(Number),
});

/** A candidate as inert records hold it. */
const candidateSchema: z.ZodType<Candidate> = z.object({
  name: z.string(),
  signature: z.string(),
  source: z.string(),
  description: z.string(),
  uses: z.array(z.object({ name: z.string(), digest: z.string() })),
  tools: z.array(z.string()),
  evals: evalsSchema,
  tags: z.array(z.string()).optional(),
  author: z.string().optional(),
});

/** What a record in `candidates/` holds. */
export const storedCandidateSchema: z.ZodType<StoredCandidate> = z.object({
  candidate: candidateSchema,
  digest,
  origin: originSchema,
  reason: z.string().optional(),
});

/** What a record in `quarantine/` holds. */
export const quarantinedSchema: z.ZodType<QuarantinedCandidate> = z.object({
  candidate: candidateSchema,
  digest,
  refusal: z.object({
    evaluator: z.string(),
    reason: z.string(),
    task: z.string(),
    verdicts: z.array(verdictRecord),
  }),
});

/** What a record in `references/versions/` holds. */
export const versionSchema = z.object({
  candidate: candidateSchema,
  digest,
  version: z.number().int().positive(),
  evidence: evidenceSchema,
  aliasOf: z.string().optional(),
});

/** One line of `references/history.jsonl`. */
export const historyEntrySchema: z.ZodType<HistoryEntry> = z.object({
  version: z.number().int().positive(),
  digest,
  status: statusSchema,
  reason: z.string(),
  by: z.string().optional(),
  change: z.string().optional(),
  callee: z.string().optional(),
  evidence: json.optional(),
});

/** The first complaint of a failed parse, as `field: what`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join(".") || "the value"}: ${issue?.message ?? "invalid"}`;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function refOf(text: string): { name: string; digest: string } {
  const at = text.indexOf("@");
  return { name: text.slice(0, at), digest: text.slice(at + 1) };
}
