import type { Identifier, Node } from "typescript/unstable/ast";
import type { Owner } from "./name-owners.ts";

/** Something to complain about if a name means what it seems to mean: `Date` may also be a program's own. */
export interface Suspect {
  name: Identifier;
  owners: readonly Owner[];
  message: string;
  at: Node;
  /** A method that must be the language's own, too. */
  method?: Identifier;
}
