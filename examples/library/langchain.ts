// An agent of LangChain with a library of skills: it searches, has its own program judged, and composes what was kept.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { FakeChatModel } from "@langchain/core/utils/testing";
import { langChainTools } from "@portolan/adapters/langchain";
import { agentInstructions, skillTools } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { createAgent } from "langchain";
import { calls } from "./scripted-calls.ts";

// In place of a model with a key, such as "openai:gpt-5".
class ScriptedModel extends FakeChatModel {
  at = 0;

  override bindTools(): this {
    return this;
  }

  override async _generate() {
    const call = calls[this.at++];
    const text = call ? "" : "CHANGE LOG, NOTES";
    const tool_calls = call ? [{ id: `${this.at}`, name: call.tool, args: call.input }] : [];
    return { generations: [{ text, message: new AIMessage({ content: text, tool_calls }) }] };
  }
}

await using sandbox = createSandbox();
const root = join(await mkdtemp(join(tmpdir(), "portolan-langchain-")), "skills");
await using store = await openSkillStore({ root });
const agent = createAgent({
  model: new ScriptedModel({}),
  systemPrompt: agentInstructions,
  tools: langChainTools(skillTools({ store, sandbox, agent: "langchain" })),
});
const { messages } = await agent.invoke(
  { messages: [{ role: "user", content: "The titles of change_log and notes, please." }] },
  { recursionLimit: 50 },
);
for (const message of messages)
  if (ToolMessage.isInstance(message)) console.log(`${message.name}: ${message.text.split("\n")[0]}`);
console.log(messages.at(-1)?.text);
