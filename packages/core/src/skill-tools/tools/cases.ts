import { z } from "zod";

/** Calls and what they must return; what the values are is said by the signature, not by the list of tools. */
export const cases = z.array(z.object({ input: z.array(z.unknown()), output: z.unknown() }));
