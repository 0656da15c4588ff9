/** How a function type can serve where another is wanted, as the type checker says. */
export type Relation =
  /** Each is assignable to the other. */
  | "same"
  /** It can be passed or called wherever the wanted one is. */
  | "assignable"
  /** It can be called with what the wanted one is given. */
  | "accepts"
  /** It gives what the wanted one shall give. */
  | "returns"
  | "none";

/** Compares signatures with the type checker. They are untrusted text, and never parsed in the host process. */
export interface TypeRelation {
  /**
   * One relation per signature, in their order; `none` for a text that is no function type, or that takes too long.
   * Rejects only for failures of ours.
   */
  relate(wanted: string, signatures: readonly string[]): Promise<Relation[]>;
}
