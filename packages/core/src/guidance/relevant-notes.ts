import { goalWords, shareOf } from "../task/goal-words.ts";
import type { Note } from "./note.ts";

/** The notes that share words with a goal, those that share most first; notes are data of a prompt, like all that models wrote. */
export function relevantNotes<One extends Note>(goal: string, notes: readonly One[], limit: number): One[] {
  const words = goalWords(goal);
  return notes
    .map((note) => ({ note, share: shareOf(words, goalWords(`${note.name} ${note.text}`)) }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share || (a.note.name < b.note.name ? -1 : 1))
    .slice(0, limit)
    .map(({ note }) => note);
}
