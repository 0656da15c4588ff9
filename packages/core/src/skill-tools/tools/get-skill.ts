import { z } from "zod";
import { explainSkill } from "../../trust/explain-skill.ts";
import { agentTool } from "../agent-tool.ts";
import { activeSkillOf, importLine, summaryOf } from "../skill-text.ts";

export const getSkill = agentTool({
  name: "get_skill",
  title: "Read a skill",
  description: "A skill's source, examples, and why it is trusted.",
  input: z.strictObject({ name: z.string() }),
  output: z.object({
    name: z.string(),
    signature: z.string(),
    description: z.string(),
    trust: z.string(),
    source: z.string(),
    uses: z.array(z.string()),
  }),
  effect: "reads",
  async call({ name }, { store }) {
    const skill = await activeSkillOf(store, name);
    const { because, unknown } = explainSkill(skill);
    const [example] = skill.evals.examples;
    const uses = skill.uses.map((one) => one.name);
    const text = [
      `${skill.name} ${skill.signature}`,
      skill.description,
      `Import: ${importLine(skill.name)}`,
      ...(example ? [`Example: ${JSON.stringify(example.input)} => ${JSON.stringify(example.output)}`] : []),
      `Trust: ${summaryOf(skill).trust}`,
      ...because.map((line) => `+ ${line}`),
      ...unknown.map((line) => `? ${line}`),
      skill.source,
    ].join("\n");
    const structured = { ...summaryOf(skill), source: skill.source, uses };
    return { text, structured, outcome: skill.digest.slice(0, 12) };
  },
});
