import type { Sandbox } from "../sandbox/sandbox.ts";
import type { ToolCall } from "./agent-tool.ts";
import { declareTools } from "./declare-tools.ts";
import { type GrantedTools, namespacesIn } from "./granted-tools.ts";

/** How a call has the tools that were granted: its runs have those that they name, and the sandbox's own answer about writes. */
export function grantedCall(
  granted: GrantedTools,
  sandbox: Sandbox,
  { signal, progress }: Pick<ToolCall, "signal" | "progress">,
): Pick<ToolCall, "granted" | "tools" | "declare" | "run"> {
  const tools: ToolCall["tools"] = (program) => granted.open(namespacesIn(program));
  return {
    granted,
    tools,
    declare: (namespace) => declareTools(namespace, granted, sandbox),
    run: async (program, input, told = { signal, onLog: progress }) =>
      sandbox.run(program, input, { ...told, tools: await tools(program) }),
  };
}
