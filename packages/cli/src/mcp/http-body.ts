import type { IncomingMessage, ServerResponse } from "node:http";

/** The body of a request; `undefined` for one that is larger than `mostBytes`. */
export function readBody(request: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const announced = length !== undefined && encoding === undefined ? Number(length) : undefined;
  if (announced !== undefined && announced > mostBytes) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => resolve(Buffer.concat(chunks).toString("utf8"));
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) return resolve(undefined);
      chunks.push(chunk);
      // Node tells of the end a few turns later.
      if (bytes === announced) finish();
    });
    request.once("end", finish);
    request.once("error", reject);
  });
}

/** Begins a response that will be JSON, whatever it says. */
export function writeHeadOfJson(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(200, { "content-type": "application/json" });
  response.flushHeaders();
}

/** Writes all that a response says, or what is left of it where it was begun. */
export function writeJson(text: string, response: ServerResponse): void {
  if (response.destroyed) return;
  if (!response.headersSent) {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    response.writeHead(200, headers);
  }
  response.end(text);
}

/** Writes what the SDK answered: what is whole in one piece, so that the client is woken once, and events as they come. */
export async function writeResponse(answer: Response, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(answer.headers);
  const isStream = headers["content-type"]?.startsWith("text/event-stream") === true;
  if (isStream && answer.body !== null && !response.headersSent) {
    response.writeHead(answer.status, headers);
    return writeEvents(answer.body, response);
  }
  if (isStream) throw new Error("events cannot stand in a response that was begun as JSON");
  const body = Buffer.from(await answer.arrayBuffer());
  if (!response.headersSent) {
    response.writeHead(
      answer.status,
      body.length > 0 ? { ...headers, "content-length": body.length } : headers,
    );
  }
  response.end(body);
}

async function writeEvents(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  for await (const chunk of body) {
    if (response.destroyed) break;
    if (response.write(chunk)) continue;
    await Promise.race([new Promise<void>((resolve) => response.once("drain", resolve)), closed]);
  }
  response.end();
}
