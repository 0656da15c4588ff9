import type { IncomingMessage } from "node:http";

/**
 * A request of Node's as the SDK looks at one whose body was read and parsed already: a `Request` made of it would copy the headers, the
 * body and the signal first, which takes longer than all else that is done about the request.
 */
export function plainRequest(
  { method = "GET", url = "/", headers }: IncomingMessage,
  signal: AbortSignal,
): Request {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const plain: Pick<Request, "method" | "url" | "signal"> & { headers: Pick<Headers, "get"> } = {
    method,
    url: `http://${headers.host ?? "localhost"}${url}`,
    signal,
    headers: { get },
  };
  return plain as Request;
}
