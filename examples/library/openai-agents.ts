// An agent of the OpenAI Agents SDK with a library of skills: it searches, has its own program judged, and composes what was kept.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, type Model, run, setTracingDisabled, Usage } from "@openai/agents";
import { openAiAgentsTools } from "@portolan/adapters/openai-agents";
import { agentInstructions, skillTools } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { calls } from "./scripted-calls.ts";

// In place of the name of a model, which needs a key.
let at = 0;
const model: Model = {
  getResponse: async () => {
    const call = calls[at++];
    const usage = new Usage();
    if (!call) {
      const content = [{ type: "output_text" as const, text: "CHANGE LOG, NOTES" }];
      return { usage, output: [{ type: "message", role: "assistant", status: "completed", content }] };
    }
    const { tool: name, input } = call;
    return {
      usage,
      output: [{ type: "function_call", callId: `${at}`, name, arguments: JSON.stringify(input) }],
    };
  },
  getStreamedResponse() {
    throw new Error("it does not stream");
  },
};

setTracingDisabled(true); // Traces go to OpenAI.
await using sandbox = createSandbox();
const root = join(await mkdtemp(join(tmpdir(), "portolan-openai-agents-")), "skills");
await using store = await openSkillStore({ root });
const agent = new Agent({
  name: "titles",
  model,
  instructions: agentInstructions,
  tools: openAiAgentsTools(skillTools({ store, sandbox, agent: "openai-agents" })),
});
const { finalOutput, newItems } = await run(agent, "The titles of change_log and notes, please.", {
  maxTurns: 20,
});
for (const item of newItems) {
  if (item.type !== "tool_call_output_item" || item.rawItem.type !== "function_call_result") continue;
  console.log(`${item.rawItem.name}: ${String(item.output).split("\n")[0]}`);
}
console.log(finalOutput);
