/** A call that a scripted model makes. */
export interface ScriptedCall {
  tool: string;
  input: object;
}

/** What a model was told of one of its calls. */
export interface Told {
  text: string;
  isError: boolean;
}

/** Bytes of a value as JSON. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A model that makes calls by a script, and says `done` after the last one. */
export interface Scripted<Model> {
  model: Model;
  /** How often it was asked, and the bytes of messages and tools that the kit handed to it, all requests together. */
  asked: () => { requests: number; bytes: number };
  /** Of each call so far, as its last request had it. */
  told: () => Told[];
}
