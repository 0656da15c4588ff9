import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";
import { digestOf, type Json } from "../json/json.ts";
import { skillNameOf } from "../task/task.ts";

/** What somebody took from failures, in words: a proposal until the gate of notes has admitted it. */
export interface Note {
  /** kebab-case; the name of its file. */
  name: string;
  /** What a coder is told. */
  text: string;
  /** Ids of the tasks it was taken from: it is never tried on them. */
  from: string[];
}

const spent = z.strictObject({
  solved: z.int().nonnegative(),
  evaluations: z.int().nonnegative(),
  requests: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
});

const evidenceSchema = z.strictObject({
  /** Ids of the held-out tasks, each tried with the note and without. */
  tasks: z.array(z.string()),
  /** Tasks that only the arm with the note solved, and those that only the other solved. */
  wins: z.int().nonnegative(),
  losses: z.int().nonnegative(),
  /** One-sided, of the exact sign test. */
  pValue: z.number(),
  /** What it had to be below. */
  level: z.number(),
  withNote: spent,
  withoutNote: spent,
});

/** Why a note is trusted. */
export type NoteEvidence = z.infer<typeof evidenceSchema>;

/** A note that won its comparison. */
export interface AdmittedNote extends Note {
  /** SHA-256 of name, text and origin; evidence is of this note and no other. */
  digest: string;
  evidence: NoteEvidence;
}

const headSchema = z.strictObject({
  digest: z.string(),
  from: z.array(z.string()),
  evidence: evidenceSchema,
});

/** The longest text of a note: it stands in prompts beside the task. */
const mostCharacters = 2_000;

/**
 * The digest of a note.
 * @throws PortolanError `usage` when it has no proper name or text
 */
export function noteDigest({ name, text, from }: Note): string {
  const length = text.trim().length;
  if (skillNameOf({ id: name }) !== name || length === 0 || length > mostCharacters || text !== text.trim()) {
    throw new PortolanError("usage", `The note "${name.slice(0, 80)}" is none.`, {
      value: name,
      next: `Give it a kebab-case name, and a text of at most ${mostCharacters} characters without space around it.`,
    });
  }
  return digestOf({ name, text, from });
}

/** A note as a file: front matter whose values are JSON, which is YAML too, then the text. */
export function noteFile({ digest, from, evidence, text }: AdmittedNote): string {
  const head = Object.entries({ digest, from, evidence }).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return `---\n${head.join("\n")}\n---\n\n${text}\n`;
}

/** Reads the file of a note; a `problem` says why it cannot be trusted. */
export function readNoteFile(name: string, file: string): AdmittedNote | { problem: string } {
  const [, head, text] = /^---\n([^]*?)\n---\n\n([^]*)\n$/.exec(file.replaceAll("\r\n", "\n")) ?? [];
  if (head === undefined || text === undefined) return { problem: "it has no front matter" };
  const fields: Record<string, Json> = {};
  for (const line of head.split("\n")) {
    const [, key, value] = /^(\w+): (.*)$/.exec(line) ?? [];
    try {
      if (key) fields[key] = JSON.parse(value as string) as Json;
    } catch {
      return { problem: `its ${key} is not JSON` };
    }
  }
  const parsed = headSchema.safeParse(fields);
  if (!parsed.success) return { problem: `its front matter is wrong: ${parsed.error.issues[0]?.message}` };
  const note = { name, text, from: parsed.data.from };
  if (noteDigestOrNone(note) !== parsed.data.digest) {
    return { problem: "it is not the note that the evidence is of" };
  }
  return { ...note, ...parsed.data };
}

function noteDigestOrNone(note: Note): string | undefined {
  try {
    return noteDigest(note);
  } catch {
    return undefined;
  }
}
