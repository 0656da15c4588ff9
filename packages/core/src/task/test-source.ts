import { z } from "zod";

/**
 * Tests as TypeScript with the asserts of `node:assert`. They call the program by the name `subject`, and are data of the report:
 * no coder sees them, and no program runs where they are.
 */
export const testSourceSchema = z.strictObject({
  source: z.string().min(1),
  subject: z.string().regex(/^[A-Za-z_$][\w$]*$/, "it is not the name of a function"),
});
export type TestSource = z.infer<typeof testSourceSchema>;
