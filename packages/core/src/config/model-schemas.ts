import { z } from "zod";
import { amount, timerMs, wholeNumber } from "./number-schemas.ts";

const dollars = amount("it is not a price of 0 or more", { above: false });

/** A price as settings give it; 0 is a price, and no price is none. */
export const priceSchema = z.strictObject({
  input: dollars,
  cachedInput: dollars.optional(),
  output: dollars,
});

/** A role's model: another name at the same endpoint, or another endpoint. */
const roleModelSchema = z.union(
  [
    z.string().min(1),
    z.strictObject({
      model: z.string().min(1).optional(),
      url: z.url().optional(),
      api: z.enum(["chat", "responses"]).optional(),
      keyEnv: z
        .string()
        .regex(/^[A-Za-z_]\w*$/)
        .optional(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.record(z.string(), z.json()).optional(),
      timeoutMs: timerMs.optional(),
      firstByteTimeoutMs: timerMs.optional(),
      retries: wholeNumber(0).optional(),
    }),
  ],
  {
    error:
      "it is neither the name of a model nor an object with model, url, api, keyEnv, headers, body, timeoutMs, firstByteTimeoutMs or retries",
  },
);

/** The models of the roles that have one of their own; the coder's is the setting `model`. */
export const modelsSchema = z.strictObject({
  large: roleModelSchema.optional(),
  judge: roleModelSchema.optional(),
  curriculum: roleModelSchema.optional(),
  describe: roleModelSchema.optional(),
});
