import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PortolanError } from "@portolan/core";
import { expect, it } from "vitest";
import { bearerOf, readTokens } from "./tokens.ts";

const secret = "0123456789abcdef";

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "portolan-tokens-")), "tokens");
  writeFileSync(path, text);
  return path;
}

it("knows clients by their tokens", async () => {
  const tokens = await readTokens(file(`# who may\n\nada ${secret}\nbo  ${secret}2\n`));
  expect(bearerOf(tokens, `Bearer ${secret}`)).toBe("ada");
  expect(bearerOf(tokens, `bearer ${secret}2`)).toBe("bo");
  for (const header of [undefined, "", secret, `Basic ${secret}`, `Bearer ${secret}3`, "Bearer "])
    expect(bearerOf(tokens, header)).toBeUndefined();
});

it.each([
  "",
  "# nobody\n",
  "ada short\n",
  `Ada ${secret}\n`,
  `ada ${secret} more\n`,
  `ada ${secret}\nada ${secret}x\n`,
  `ada ${secret}\nbo ${secret}\n`,
])("refuses a file that is not one of names and tokens, and shows no token: %j", async (text) => {
  const error: unknown = await readTokens(file(text)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "usage" });
  const { message, value, next } = error as PortolanError;
  expect([message, value, next].join("\n")).not.toContain(secret);
});
