import { type Candidate, type CandidateOrigin, candidateOf, type Evidence, type Skill } from "@portolan/core";
import type { Offer, SourceOrigin } from "./offer.ts";

/** A skill of another store as an offer: the candidate that it was, and what that store says of it. */
export function offerOfSkill(skill: Skill, source: SourceOrigin): Offer {
  const { evidence, version } = skill;
  const said = evidence.origin;
  const origin: CandidateOrigin = {
    ...source,
    author: skill.author ?? said?.author ?? source.author ?? evidence.model ?? evidence.coder,
    licence: said?.licence ?? source.licence,
    version: source.version ?? String(version),
    claimed: claimOf(evidence),
  };
  return { candidate: plainCandidate(candidateOf(skill)), origin: compact(origin), version };
}

/** A candidate with the fields that one has, in one order. */
export function plainCandidate(candidate: Candidate): Candidate {
  const { name, signature, source, description, uses, tools, evals, tags, author } = candidate;
  const some = tags && tags.length > 0 ? tags : undefined;
  return compact({ name, signature, source, description, uses, tools, evals, tags: some, author });
}

/** Without the fields that say nothing. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** What it was imported from before stays, what was claimed there does not: claims would pile up. */
function claimOf(evidence: Evidence): Evidence {
  if (!evidence.origin) return evidence;
  const { claimed: _, ...origin } = evidence.origin;
  return { ...evidence, origin };
}
