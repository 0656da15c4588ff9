import type { Json } from "../json/json.ts";
import type { ToolSet } from "../sandbox/tool.ts";

/** A stateful environment with tools; the same seed resets it to the same state. */
export interface World {
  tools: ToolSet;
  reset(seed: number): Promise<void>;
  /** The whole state an evaluator may look at. */
  observe(): Json;
}
