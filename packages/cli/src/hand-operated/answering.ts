import type { HandReply } from "./hand-reply.ts";
import type { HandRequest } from "./hand-request.ts";

/** A reply in the terms of the protocol that was spoken. */
export interface Answer {
  /** As one object. */
  whole: object;
  /** As events of a stream, in order; `event` is the event's name where the protocol has one. */
  events: { event?: string; data: object | "[DONE]" }[];
}

/** What an answer is made of. */
export interface Answering {
  id: string;
  /** Seconds since 1970. */
  created: number;
  request: HandRequest;
  reply: Exclude<HandReply, { kind: "error" }>;
  input: number;
  output: number;
}

/** A text in pieces, none of which ends within a character. */
export function pieces(text: string): string[] {
  return text.match(/[^]{1,200}/gu) ?? [];
}
