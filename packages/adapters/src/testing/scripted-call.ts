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

/** A model that makes calls by a script, and says `done` after the last one. */
export interface Scripted<Model> {
  model: Model;
  /** How often it was asked. */
  requests: () => number;
  /** Of each call so far, as its last request had it. */
  told: () => Told[];
}
