// Gives programs tools: typed, validated both ways, granted skill by skill, asked about before they write.
import { createSandbox, defineTool, ToolFailure } from "@portolan/sandbox";
import { z } from "zod";

const shelf = new Map([["oak", 3]]);
const tools = {
  shelf: {
    count: defineTool({
      description: "How many of a kind of wood there are.",
      input: z.string(),
      output: z.number(),
      effect: "read",
      call: async (wood) => {
        const count = shelf.get(wood);
        if (count === undefined) throw new ToolFailure(`no ${wood}`, { available: [...shelf.keys()] });
        return count;
      },
    }),
    take: defineTool({
      description: "Takes one away.",
      input: z.string(),
      output: z.null(),
      effect: "write",
      call: async (wood) => {
        shelf.set(wood, (shelf.get(wood) ?? 0) - 1);
        return null;
      },
    }),
  },
};

await using sandbox = createSandbox({
  tools,
  // A person could be asked here: the clock of the run stands still meanwhile.
  approve: ({ tool, input, by }) => {
    console.log(`${by} wants ${tool} ${JSON.stringify(input)}`);
    return { allowed: by !== "#skills/thief", reason: "skills may only read" };
  },
});

const thief = `import { take } from "#tools/shelf";
export async function steal() {
  try { await take("oak"); return "taken"; } catch (error) { return (error as Error).message; }
}`;
const program = {
  name: "carpenter",
  signature: "() => unknown",
  source: `import { count, take } from "#tools/shelf";
import { steal } from "#skills/thief";
export async function carpenter() {
  await take("oak");
  const missing = await count("elm").catch((error) => error.data);
  return { left: await count("oak"), missing, thief: await steal() };
}`,
  modules: { "#skills/thief": thief },
};

const asked = await sandbox.run(program, []);
console.log("value" in asked ? asked.value : asked);

// Granted nothing, the skill cannot even be linked to the tool.
const denied = await sandbox.run({ ...program, grants: { "#skills/thief": [] } }, []);
console.log(denied.kind === "denied" ? `${denied.by} may not import ${denied.specifier}` : denied.kind);
