import { z } from "zod";
import { caseSchema } from "../../task/task.ts";

/** The version of what an agent is given and answers; another one may leave out or change what is here. */
export const agentProtocol = 1;

/** What the program may still spend in this episode; a kind that is absent has no limit. */
const budgetSchema = z.strictObject({
  attempts: z.int(),
  requests: z.int().optional(),
  tokens: z.int().optional(),
  costUsd: z.number().optional(),
  wallMs: z.int().optional(),
});

/** What an agent reads on its standard input: one JSON object, and then the end. */
export const agentRequestSchema = z.strictObject({
  protocol: z.literal(agentProtocol),
  /** The rules of a program, for whoever has not read them. */
  instructions: z.string(),
  task: z.strictObject({
    goal: z.string(),
    /** `(xs: number[]) => number` */
    signature: z.string(),
    /** The name that the module exports the function by. */
    function: z.string(),
    examples: z.array(caseSchema),
    /** What holds for every input, as formulas. */
    properties: z.array(z.string()),
  }),
  /** Which one this is, from 1. */
  attempt: z.int(),
  /** Earlier attempts of the episode, oldest first. */
  past: z.array(
    z.strictObject({
      attempt: z.int(),
      /** Absent where the answer held no program. */
      program: z.string().optional(),
      feedback: z.array(z.string()),
      diagnostics: z.array(z.strictObject({ line: z.int(), column: z.int(), message: z.string() })),
    }),
  ),
  /** Skills of the library that may be of use, best first. */
  skills: z.array(
    z.strictObject({
      name: z.string(),
      /** `import { firstLine } from "#skills/first-line";` */
      import: z.string(),
      signature: z.string(),
      description: z.string(),
      source: z.string(),
      /** The 95 % lower bound on the share of inputs that it is right on, as far as its evidence goes. */
      lowerBound: z.number(),
    }),
  ),
  /** Declarations of the tools that a program may import, as TypeScript, by specifier. */
  tools: z.record(z.string(), z.string()),
  budget: budgetSchema,
  /** How to start a server of the Model Context Protocol on the library, read-only; absent without a library. */
  mcp: z.strictObject({ command: z.string(), args: z.array(z.string()) }).optional(),
});
export type AgentRequest = z.infer<typeof agentRequestSchema>;

/** What an agent answers, where it does not simply print a fenced block: one JSON object. */
export const agentReplySchema = z
  .strictObject({
    /** The module; in a fenced block or as it is. */
    program: z.string().min(1).optional(),
    /** Why there will be no program; ends the episode. */
    giveUp: z.string().min(1).optional(),
    /** The model that wrote it, for the trace. */
    model: z.string().min(1).optional(),
    /** What the answer cost: requests to models (1 when absent), tokens read and written, US dollars. */
    requests: z.int().min(0).optional(),
    tokens: z.int().min(0).optional(),
    costUsd: z.number().min(0).optional(),
  })
  .refine(({ program, giveUp }) => (program === undefined) !== (giveUp === undefined), {
    message: "it has either program or giveUp",
  });
export type AgentReply = z.infer<typeof agentReplySchema>;
