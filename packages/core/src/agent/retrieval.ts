import type { PastAttempt } from "../coders/coder.ts";
import type { Tracer } from "../events/tracer.ts";
import type { Match } from "../skills/skill-query.ts";
import type { Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";
import { plainOwnDetail } from "./attribution.ts";
import type { Episode } from "./episode.ts";

/** The skills that fit a task, best first. */
export async function retrieve(task: Task, { store, harness }: Agent, tracer: Tracer): Promise<Match[]> {
  const { limit } = harness.retrieval;
  if (!store || limit === 0) return [];
  const found = await store.search({ text: task.goal, signature: task.signature, limit });
  record(found, tracer);
  return found;
}

/**
 * Searches again with what the last failure named, where the harness keeps places for that: what is new takes the places of
 * the skills that fitted the task least. A failure that names nothing brings nothing to light.
 */
export async function retrieveAgain(episode: Episode): Promise<void> {
  const { task, agent, tracer, past } = episode;
  const { limit, afterFailure = 0 } = agent.harness.retrieval;
  const last = past.at(-1);
  const named = last ? namedIn(last) : [];
  if (!agent.store || limit === 0 || afterFailure === 0 || named.length === 0) return;
  const found = await agent.store.search({
    text: [task.goal, ...named].join("\n"),
    signature: task.signature,
    limit,
  });
  const shown = new Set(episode.skills.map(({ skill }) => skill.name));
  const out = new Set(episode.outOfUse);
  const fresh = found
    .filter(({ skill }) => !shown.has(skill.name) && !out.has(skill.name))
    .slice(0, Math.min(afterFailure, limit));
  if (fresh.length === 0) return;
  episode.skills = [...episode.skills.slice(0, limit - fresh.length), ...fresh];
  record(episode.skills, tracer);
}

/** Whether a coder may search the library at all. */
export function mayRetrieve({ store, harness }: Agent): boolean {
  return store !== undefined && harness.retrieval.limit > 0;
}

/** Searches for what a coder found to be missing; what is found counts as shown to it from then on. */
export async function lookUp(episode: Episode, text: string): Promise<Match[]> {
  const { agent, task, tracer, outOfUse } = episode;
  if (!agent.store || !mayRetrieve(agent)) return [];
  const { limit } = agent.harness.retrieval;
  const found = await agent.store.search({ text, signature: task.signature, limit });
  const usable = found.filter(({ skill }) => !outOfUse.includes(skill.name));
  const shown = new Set(episode.skills.map(({ skill }) => skill.name));
  const fresh = usable.filter(({ skill }) => !shown.has(skill.name));
  if (fresh.length > 0) {
    episode.skills = [...episode.skills, ...fresh];
    record(episode.skills, tracer);
  }
  return usable;
}

/** Counts a skill that the coder found by itself as shown. */
export function drewOn(episode: Episode, match: Match): void {
  if (episode.skills.some(({ skill }) => skill.name === match.skill.name)) return;
  episode.skills = [...episode.skills, match];
  record(episode.skills, episode.tracer);
}

/** Names in quotes of the checker's complaints, what there is instead, and what was said of whose fault it was. */
function namedIn({ diagnostics = [], attribution }: PastAttempt): string[] {
  const quoted = diagnostics.flatMap(({ message }) =>
    [...message.matchAll(/['"`]([^'"`]{1,80})['"`]/g)].map((match) => words(match[1] as string)),
  );
  const instead = diagnostics.flatMap(({ available = [] }) => available.map(words));
  const detail =
    attribution && attribution.detail !== plainOwnDetail ? [attribution.detail.slice(0, 400)] : [];
  return [...new Set([...quoted, ...instead, ...detail])];
}

/** `#skills/parse-csv` and `parseCsv` as words that a description may have. */
function words(name: string): string {
  return name
    .replace(/^#\w+\//, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ");
}

function record(found: readonly Match[], tracer: Tracer): void {
  const matches = found.map(({ skill: { name, digest }, score, reasons }) => ({
    name,
    digest,
    score,
    reasons,
  }));
  tracer.emit({ type: "skills-retrieved", matches });
}
