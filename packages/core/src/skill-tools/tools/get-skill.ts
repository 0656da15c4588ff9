import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import { explainSkill } from "../../trust/explain-skill.ts";
import { agentTool, type ToolCall } from "../agent-tool.ts";
import type { ToolReply } from "../tool-reply.ts";
import { activeSkillOf, foreignWords, importLine, summaryOf } from "../skill-text.ts";

export const getSkill = agentTool({
  name: "get_skill",
  title: "Read a skill",
  description: "A skill's source, examples, and why it is trusted; or what #tools/NAME declares.",
  input: z.strictObject({ name: z.string() }),
  output: z.looseObject({
    name: z.string(),
    signature: z.string(),
    description: z.string(),
    trust: z.string(),
    source: z.string(),
    uses: z.array(z.string()),
  }),
  effect: "reads",
  async call({ name }, call) {
    if (name.startsWith("#tools/")) return toolsReply(name.slice("#tools/".length), call);
    const skill = await activeSkillOf(call.store, name);
    const { because, unknown } = explainSkill(skill);
    const [example] = skill.evals.examples;
    const uses = skill.uses.map((one) => one.name);
    const summary = summaryOf(skill);
    const text = [
      `${skill.name} ${summary.signature}`,
      foreignWords,
      summary.description,
      `Import: ${importLine(skill.name)}`,
      ...(example ? [`Example: ${JSON.stringify(example.input)} => ${JSON.stringify(example.output)}`] : []),
      ...(skill.tools.length > 0 ? [`Tools: ${skill.tools.join(", ")}`] : []),
      `Trust: ${summary.trust}`,
      ...because.map((line) => `+ ${line}`),
      ...unknown.map((line) => `? ${line}`),
      skill.source,
    ].join("\n");
    const structured = { note: foreignWords, ...summary, source: skill.source, uses };
    return { text, structured, outcome: skill.digest.slice(0, 12) };
  },
});

/** @throws PortolanError `skill-unknown`, `tools-unavailable` */
async function toolsReply(namespace: string, { granted, declare }: ToolCall): Promise<ToolReply> {
  if (!granted.namespaces.includes(namespace)) {
    throw new PortolanError("skill-unknown", `#tools/${namespace.slice(0, 64)} is not granted here.`, {
      next:
        granted.lines.length > 0
          ? `Granted are ${granted.lines.join("; ")}.`
          : (granted.more ?? "Go on without it: nothing is granted, and only the user can grant it."),
    });
  }
  const source = await declare(namespace);
  const description = granted.lines.find((line) => line.startsWith(`#tools/${namespace}: `)) ?? "";
  const structured = {
    name: `#tools/${namespace}`,
    signature: "",
    description,
    trust: "granted by the user",
    source,
    uses: [],
  };
  return { text: `${description}\n${granted.writes}\n${source}`, structured };
}
