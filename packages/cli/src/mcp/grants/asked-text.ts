import { clipped, type Json } from "@portolan/core";

/** A path is shown whole: what is left out of a question would be said yes to unseen. */
const mostOfText = 1_200;

/**
 * What a program wants to write, in one line. It stands there as JSON, and can neither break the line nor hide; of long texts in it,
 * the middle is left out of each by itself, so that a long one cannot push out where it goes. Of a request, method, host and size come first.
 */
export function askedText(tool: string, input: Json): string {
  const request = tool === "web.send" ? requestOf(input) : undefined;
  const shortened = JSON.stringify(request?.ordered ?? input, (_, value: unknown) =>
    typeof value === "string" ? clipped(value, mostOfText) : value,
  );
  const text = clipped(`${request ? `${request.heading}: ` : ""}${shortened}`, 6_000);
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped);
}

/** The host is the one that is connected to, however the URL is spelt. */
function requestOf(input: Json): { heading: string; ordered: Json } | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
  const { method, url, headers = {}, text = "" } = input;
  if (typeof method !== "string" || typeof url !== "string" || typeof text !== "string") return undefined;
  const host = URL.canParse(url) ? new URL(url).origin : "no host";
  const bytes = Buffer.byteLength(text).toLocaleString("en");
  const count = Object.keys(headers as object).length;
  const heading = `${method} to ${host}, ${bytes} bytes, ${count === 1 ? "1 header" : `${count} headers`}`;
  return { heading, ordered: { method, url, headers, text } };
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
