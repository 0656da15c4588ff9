import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureFolder } from "@portolan/core";
import { type HandReply, jsonReply, markdownReply } from "./hand-reply.ts";
import type { HandRequest } from "./hand-request.ts";
import { requestPage } from "./request-page.ts";

/** A request's place in the inbox. */
export interface Slot {
  number: number;
  /** `0001-3f2a9c0d1e4b`, with which its files' names begin. */
  base: string;
}

/** What lies in the place of a reply. */
export type Lying =
  | { kind: "nothing" }
  | { kind: "reply"; reply: HandReply; file: string }
  /** There is a file, and it is no reply. */
  | { kind: "wrong"; file: string; problem: string };

/** A folder of requests and replies. */
export interface Inbox {
  folder: string;
  /** Puts a request there; one of the same digest keeps its place, the one with a reply first. */
  place(request: HandRequest): Slot;
  /** Whatever lies there that is whole: it has not changed for a while. */
  look(slot: Slot): Lying;
  markCancelled(slot: Slot): void;
}

const named = /^(\d{4,})-([0-9a-f]{12})\.(?:request\.json|reply\.json|reply\.md)$/;
const largestReplyBytes = 16 * 2 ** 20;

/**
 * Opens a folder as an inbox, and makes it where there is none.
 * @param settleMs a reply counts once it has not changed for so long
 */
export function openInbox(folder: string, settleMs: number): Inbox {
  ensureFolder(folder);
  const seen = new Map<string, { mark: string; sinceMs: number }>();

  /** `undefined` where there is no file, or an empty one, which is about to be written. */
  function lyingAt(file: string): Lying | undefined {
    const path = join(folder, file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat || stat.size === 0) return undefined;
    const mark = `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
    const earlier = seen.get(path);
    const current = earlier?.mark === mark ? earlier : { mark, sinceMs: performance.now() };
    seen.set(path, current);
    const quietMs = Math.max(Date.now() - stat.mtimeMs, performance.now() - current.sinceMs);
    if (quietMs < settleMs) return { kind: "nothing" };
    if (stat.size > largestReplyBytes) return { kind: "wrong", file, problem: "it has more than 16 MB" };
    const bytes = readFileSync(path);
    const read = file.endsWith(".json") ? jsonReply(bytes) : markdownReply(bytes);
    return "problem" in read ? { kind: "wrong", file, ...read } : { kind: "reply", reply: read, file };
  }

  return {
    folder,
    place(request) {
      const slots = slotsOf(folder);
      const known = slots.filter(({ digest }) => digest === request.digest);
      const answered = known.find(({ base }) =>
        replyFiles(base).some((file) => existsSync(join(folder, file))),
      );
      const { number, base } = answered ?? known.at(-1) ?? freeSlot(slots, request.digest);
      rmSync(join(folder, `${base}.cancelled`), { force: true });
      if (!existsSync(join(folder, `${base}.request.json`)))
        write(folder, `${base}.request.json`, request.raw);
      // The page comes last: whoever sees it has both.
      write(folder, `${base}.request.md`, requestPage(request, number, base));
      return { number, base };
    },
    look({ base }) {
      for (const file of replyFiles(base)) {
        try {
          const lying = lyingAt(file);
          if (lying) return lying;
        } catch (error) {
          return { kind: "wrong", file, problem: (error as Error).message };
        }
      }
      return { kind: "nothing" };
    },
    markCancelled: ({ base }) =>
      write(folder, `${base}.cancelled`, "Nobody waits for this reply any more; one that comes is kept.\n"),
  };
}

/** The JSON says more, so it goes first. */
function replyFiles(base: string): string[] {
  return [`${base}.reply.json`, `${base}.reply.md`];
}

function slotsOf(folder: string): { number: number; digest: string; base: string }[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const [, digits, digest] = named.exec(file) ?? [];
      return digits && digest ? [{ number: Number(digits), digest, base: `${digits}-${digest}` }] : [];
    })
    .toSorted((a, b) => a.number - b.number);
}

function freeSlot(slots: readonly Slot[], digest: string): Slot {
  const number = (slots.at(-1)?.number ?? 0) + 1;
  return { number, base: `${String(number).padStart(4, "0")}-${digest}` };
}

/** Whole or not at all, for whoever watches the folder. */
function write(folder: string, file: string, text: string): void {
  const unfinished = join(folder, `.${file}.unfinished`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, join(folder, file));
}
