import { z } from "zod";

const access = z.enum(["ro", "rw"]).optional();
const texts = z.record(z.string(), z.string()).optional();
const reached = z.union([
  z.strictObject({
    command: z.string(),
    args: z.array(z.string()).optional(),
    env: texts,
    cwd: z.string().optional(),
  }),
  z.strictObject({ url: z.string(), headers: texts }),
]);
/** What one client, or everyone, is granted. */
export const grantSchema = z.strictObject({
  roots: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          path: z.string(),
          access,
          hidden: z.boolean().optional(),
          name: z.string().optional(),
        }),
      ]),
    )
    .optional(),
  hosts: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          host: z.string(),
          methods: z.array(z.string()).optional(),
          headers: texts,
          private: z.boolean().optional(),
        }),
      ]),
    )
    .optional(),
  servers: z
    .record(
      z.string().regex(/^[a-z][\w-]{0,63}$/i),
      z.strictObject({ server: reached, access, only: z.array(z.string()).optional() }),
    )
    .optional(),
  allowWrites: z.union([z.literal(true), z.array(z.string())]).optional(),
});
/** A file of grants. */
export const grantsFileSchema = z.strictObject({
  everyone: grantSchema.optional(),
  clients: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), grantSchema).optional(),
});
