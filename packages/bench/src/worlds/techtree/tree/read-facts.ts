import { readFile } from "node:fs/promises";
import { PortolanError } from "@portolan/core";
import { z } from "zod";

/**
 * Reads a JSON file of that shape.
 * @throws PortolanError `suite-invalid` naming the file and the first field that is wrong.
 */
export async function readFacts<Shape>(path: string, shape: z.ZodType<Shape>): Promise<Shape> {
  const next = "Give the path of a file as docs/techtree.md describes it.";
  try {
    return shape.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const why = issue ? `${issue.path.join(".")}: ${issue.message}` : (cause as Error).message;
    throw new PortolanError("suite-invalid", `The facts of a world cannot be read: ${why}.`, {
      value: path,
      next,
      cause,
    });
  }
}
