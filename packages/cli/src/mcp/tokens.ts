import { createHash, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PortolanError } from "@portolan/core";

/** The clients that may come, each with the digest of its token. */
export type Tokens = ReadonlyMap<string, Buffer>;

const fewestCharacters = 16;

/**
 * Reads a file of lines `NAME TOKEN`; empty lines and those that begin with `#` say nothing.
 * @throws PortolanError `usage`, never with a token in it
 */
export async function readTokens(path: string): Promise<Tokens> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw wrong(`The file of tokens cannot be read (${cause.message}).`, path);
  });
  const tokens = new Map<string, Buffer>();
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, token] = /^\s*([a-z0-9][a-z0-9-]{0,39})\s+(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined || token === undefined || token.length < fewestCharacters || tokens.has(name)) {
      throw wrong(`Line ${index + 1} of the file of tokens is not a new name and a token.`, path);
    }
    // A token says who it is: it cannot be that of two.
    const own = digest(token);
    if ([...tokens.values()].some((other) => other.equals(own)))
      throw wrong(`Line ${index + 1} of the file of tokens has the token of another client.`, path);
    tokens.set(name, own);
  }
  if (tokens.size === 0) throw wrong("The file of tokens has none.", path);
  return tokens;
}

/** The name of the client whose token stands in an `Authorization` header. */
export function bearerOf(tokens: Tokens, header: string | undefined): string | undefined {
  const given = /^Bearer (\S+)$/i.exec(header ?? "")?.[1];
  if (given === undefined) return undefined;
  const asked = digest(given);
  // Digests are compared, and in constant time: how long it takes says nothing of a token.
  return [...tokens].find(([, own]) => timingSafeEqual(own, asked))?.[0];
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function wrong(message: string, value: string): PortolanError {
  return new PortolanError("usage", message, {
    value,
    next: `Write one client a line: a name in small letters, a space, and a token of at least ${fewestCharacters} characters.`,
  });
}
