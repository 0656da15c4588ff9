import { z } from "zod";
import { ToolFailure, type ToolSet } from "./tool.ts";

/** What a file of tools is handed when it exports a function, so that it needs no package of its own. */
export interface ToolKit {
  /** Zod, for the schemas of inputs and outputs. */
  z: typeof z;
  /** What a tool throws to tell the program why it failed, and what to try. */
  ToolFailure: typeof ToolFailure;
}

/** What a file of tools exports as `tools`, or by default. */
export type ToolsExport = ToolSet | ((kit: ToolKit) => ToolSet | Promise<ToolSet>);

export const toolKit: ToolKit = { z, ToolFailure };
