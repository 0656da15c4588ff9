import type { BudgetLimits } from "../budget/budget.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { EpisodeResult } from "../events/event.ts";
import type { Task } from "../task/task.ts";
import { type AdmittedNote, type Note, noteDigest, type NoteEvidence } from "./note.ts";
import { signTest } from "./sign-test.ts";

/** One episode, with the notes that are given and without any other. Of both sides of a pair all else must be the same. */
export type RunWithNotes = (
  task: Task,
  given: { notes: readonly Note[]; budget: BudgetLimits; seed: number },
) => Promise<Pick<EpisodeResult, "solved" | "evaluations" | "requests" | "tokens">>;

export interface AdmitNoteOptions {
  /** Of each episode. */
  budget: BudgetLimits;
  /** The p-value must be at most this; 0.05 when absent. */
  level?: number;
  /** How many notes are tried on these tasks: the level is divided by it, or chance alone would admit one in twenty. */
  comparisons?: number;
}

/** What became of a proposed note. */
export type NoteDecision =
  | { admitted: true; note: AdmittedNote }
  | { admitted: false; reason: string; evidence: NoteEvidence };

/**
 * The gate of notes: each held-out task is tried with the note and without it, at the same budget and seed, taking turns who is
 * first. It is admitted when it wins significantly more tasks than it loses.
 * @throws PortolanError `usage` when the note was taken from one of the tasks; whatever `run` throws
 */
export async function admitNote(
  note: Note,
  tasks: readonly Task[],
  run: RunWithNotes,
  { budget, level = 0.05, comparisons = 1 }: AdmitNoteOptions,
): Promise<NoteDecision> {
  const digest = noteDigest(note);
  requireHeldOut(note, tasks);
  const pairs: { withNote: Tried; withoutNote: Tried }[] = [];
  for (const [seed, task] of tasks.entries()) {
    const tryWith = (notes: Note[]): Promise<Tried> => run(task, { notes, budget, seed });
    // Whatever the first episode of a pair leaves behind, a warm cache or an endpoint at its limit, falls to both sides.
    const first = await tryWith(seed % 2 === 0 ? [note] : []);
    const second = await tryWith(seed % 2 === 0 ? [] : [note]);
    pairs.push(
      seed % 2 === 0 ? { withNote: first, withoutNote: second } : { withNote: second, withoutNote: first },
    );
  }
  const wins = pairs.filter(({ withNote, withoutNote }) => withNote.solved && !withoutNote.solved).length;
  const losses = pairs.filter(({ withNote, withoutNote }) => !withNote.solved && withoutNote.solved).length;
  const evidence: NoteEvidence = {
    tasks: tasks.map(({ id }) => id),
    wins,
    losses,
    pValue: signTest(wins, losses),
    level: level / comparisons,
    withNote: sumOf(pairs.map(({ withNote }) => withNote)),
    withoutNote: sumOf(pairs.map(({ withoutNote }) => withoutNote)),
  };
  if (evidence.pValue <= evidence.level) return { admitted: true, note: { ...note, digest, evidence } };
  const reason = `It won ${wins} and lost ${losses} of ${tasks.length} tasks: p = ${evidence.pValue.toPrecision(2)}, and ${evidence.level} is asked.`;
  return { admitted: false, reason, evidence };
}

type Tried = Awaited<ReturnType<RunWithNotes>>;

function requireHeldOut({ name, from }: Note, tasks: readonly Task[]): void {
  const seen = tasks.find(({ id }) => from.includes(id));
  const twice = tasks.find(({ id }, i) => tasks.findIndex((other) => other.id === id) !== i);
  if (!seen && !twice) return;
  const what = seen
    ? `The note ${name} was taken from ${seen.id}, on which it is to be tried.`
    : `The task ${twice?.id} stands there twice.`;
  throw new PortolanError("usage", what, {
    value: (seen ?? twice)?.id,
    next: "Give tasks that the note was not taken from, each once.",
  });
}

function sumOf(tried: readonly Tried[]): NoteEvidence["withNote"] {
  const sum = (value: (one: Tried) => number | undefined): number =>
    tried.reduce((total, one) => total + (value(one) ?? 0), 0);
  return {
    solved: tried.filter(({ solved }) => solved).length,
    evaluations: sum(({ evaluations }) => evaluations),
    requests: sum(({ requests }) => requests),
    tokens: sum(({ tokens }) => tokens),
  };
}
