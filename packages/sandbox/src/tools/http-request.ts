import { ToolFailure } from "@portolan/core";
import type { Response } from "undici";
import type { Exchange } from "./http-exchange.ts";
import { grantFor, isWriting, type OpenGrant } from "./http-grant.ts";

/** A request that a program asks for. */
export interface Asked {
  url: string;
  method: string;
  headers?: Record<string, string> | undefined;
  text?: string | undefined;
}

/** What came of it. */
export interface Answer {
  /** Where it came from, after redirects. */
  url: string;
  status: number;
  headers: Record<string, string>;
  /** Null where it is no text in UTF-8. */
  text: string | null;
  /** What is no text. */
  base64: string | null;
}

/** With what requests are sent, and what each may take. */
export interface Asking {
  grants: readonly OpenGrant[];
  exchange: Exchange;
  timeoutMs: number;
  answerBytes: number;
}

const mostRedirects = 5;
/** Those that are about the connection, that say where a request is from, or that make another method of it: never a program's. */
const forbidden =
  /^(?:host|connection|keep-alive|transfer-encoding|content-length|te|trailer|upgrade|expect|via|forwarded|x-forwarded-.*|x-real-ip|x-(?:http-)?method(?:-override)?|proxy-.*|sec-.*)$/i;
/** What was meant for one host, and is not told to another. */
const confidential = /^(?:authorization|cookie|.*key.*|.*token.*|.*secret.*)$/i;

/** Sends a request where it is granted, and gives the whole answer. @throws ToolFailure */
export async function answered(asked: Asked, asking: Asking, ended: AbortSignal): Promise<Answer> {
  const { timeoutMs, answerBytes } = asking;
  const timeUp = AbortSignal.timeout(timeoutMs);
  try {
    const { response, at } = await followed(asked, asking, AbortSignal.any([ended, timeUp]));
    const bytes = await bytesOf(response, answerBytes);
    const text = textOf(bytes);
    const kept = [...response.headers].filter(([name]) => !/^set-cookie2?$/i.test(name));
    return {
      url: at.href,
      status: response.status,
      headers: Object.fromEntries(kept),
      text,
      base64: text === null ? bytes.toString("base64") : null,
    };
  } catch (error) {
    if (ended.aborted) throw error;
    throw timeUp.aborted
      ? new ToolFailure(`there was no whole answer within ${timeoutMs} ms`, { unavailable: true })
      : failureOf(error);
  }
}

/** Where a request leads that a program may send. @throws ToolFailure */
export function grantedUrl({ url, method, headers = {} }: Asked, grants: readonly OpenGrant[]): URL {
  const wrong = Object.keys(headers).find((name) => forbidden.test(name));
  if (wrong !== undefined) throw new ToolFailure(`the header ${wrong.slice(0, 100)} cannot be chosen`, null);
  const at = urlOf(url);
  grantFor(grants, at, method);
  return at;
}

/** Every request on the way needs a grant of its own. */
async function followed(
  asked: Asked,
  { grants, exchange }: Asking,
  signal: AbortSignal,
): Promise<{ response: Response; at: URL }> {
  const { method, headers = {}, text } = asked;
  const own = Object.entries(headers);
  let at = grantedUrl(asked, grants);
  const { origin } = at;
  for (let redirects = 0; ; redirects++) {
    const grant = grantFor(grants, at, method);
    const told = new Headers(own.filter(([name]) => at.origin === origin || !confidential.test(name)));
    for (const [name, value] of Object.entries(grant.headers)) told.set(name, value);
    const response = await exchange.send(at, grant, {
      method,
      headers: [...told],
      signal,
      ...(text !== undefined && { body: text }),
    });
    const location = response.headers.get("location");
    const leadsOn = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
    if (!leadsOn || isWriting(method)) return { response, at };
    await response.body?.cancel();
    if (redirects === mostRedirects)
      throw new ToolFailure(`there are more than ${mostRedirects} redirects`, null);
    at = nextOf(at, location, method, grants);
  }
}

function nextOf(at: URL, location: string, method: string, grants: readonly OpenGrant[]): URL {
  if (!URL.canParse(location, at.href)) throw new ToolFailure("it redirects to what is no URL", null);
  const next = new URL(location, at.href);
  try {
    grantFor(grants, next, method);
    return next;
  } catch (error) {
    const { message, data } = error as ToolFailure;
    throw new ToolFailure(`${at.origin} redirects, and ${message}`, data);
  }
}

function urlOf(text: string): URL {
  const at = URL.canParse(text) ? new URL(text) : undefined;
  if (!at || !/^https?:$/.test(at.protocol))
    throw new ToolFailure(`${JSON.stringify(text.slice(0, 200))} is no URL of the web`, null);
  if (at.username || at.password) throw new ToolFailure("a name and password cannot stand in a URL", null);
  return at;
}

/** Counted as it comes, unpacked: what says that it is small, or is packed well, may be large. */
async function bytesOf({ body }: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.length;
    // Leaving the loop ends the connection.
    if (length > most) throw new ToolFailure(`the answer has more than ${most} bytes`, { most });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function textOf(bytes: Uint8Array): string | null {
  try {
    return bytes.includes(0) ? null : decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Errors of a connection, without what they say of this machine's network. */
function failureOf(error: unknown): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ToolFailure) return cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === "string" && code !== "UND_ERR_INVALID_ARG")
      return new ToolFailure(`the host cannot be reached (${code})`, { unavailable: true });
  }
  const { message } = error as Error;
  return new ToolFailure(`the request could not be sent: ${message.slice(0, 200)}`, null);
}
