import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// The flag gives contexts that are made while it is set a function that nobody can delete; those of programs are made later.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
setFlagsFromString("--no-expose-gc");

/** Collects the garbage of this process, which does not collect long texts for its own sake. */
export function collectGarbage(): void {
  collect();
}
