import type { IncomingMessage } from "node:http";
import type { Refusal } from "./hand-request.ts";

/** The body of a request as text. */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
): Promise<string | { refusal: Refusal }> {
  const tooLarge = {
    refusal: {
      status: 413,
      message: `The body has more than ${mostBytes} bytes.`,
      code: "body_too_large",
    },
  };
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Whoever sends too much is told so: the connection stays, and Node throws the rest away.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return tooLarge;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return { refusal: { status: 400, message: "The body is not UTF-8.", code: "invalid_encoding" } };
  }
}
