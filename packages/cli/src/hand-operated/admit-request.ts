import type { IncomingMessage } from "node:http";
import { namesLoopback } from "../http/loopback.ts";
import type { Api, Refusal } from "./hand-request.ts";

/** Where a request wants to go. */
export type Route = { kind: "models"; model?: string } | { kind: "complete"; api: Api };

const paths: Readonly<Record<string, Api>> = {
  "/v1/chat/completions": "chat",
  "/v1/responses": "responses",
};

/**
 * Looks at all but the body. Pages in a browser reach loopback too: they send an `Origin`, or another `Host` once a name of
 * theirs points here, and without asking first they cannot send JSON; each of the three is refused.
 */
export function admitRequest({ method, url, headers }: IncomingMessage): Route | { refusal: Refusal } {
  if (!namesLoopback(headers.host)) {
    return refuse(403, `Requests to ${JSON.stringify(headers.host ?? "")} are not answered.`, "wrong_host");
  }
  if (headers.origin !== undefined) {
    return refuse(403, "Requests of web pages are not answered.", "wrong_origin");
  }
  const [path = ""] = (url ?? "").split("?");
  const model = /^\/v1\/models(?:\/([^/]+))?$/.exec(path);
  if (model && method === "GET") return { kind: "models", model: model[1] && decoded(model[1]) };
  const api = Object.hasOwn(paths, path) ? paths[path] : undefined;
  if (!api || model) {
    if (model) return refuse(405, `${method} is not possible here; use GET.`, "wrong_method");
    const message = `There is nothing at ${path}. There is /v1/models, /v1/chat/completions and /v1/responses.`;
    return refuse(404, message, "unknown_path");
  }
  if (method !== "POST") return refuse(405, `${method} is not possible here; use POST.`, "wrong_method");
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return refuse(415, "The body must be application/json.", "wrong_content_type");
  }
  if (headers["content-encoding"] !== undefined) {
    return refuse(415, "The body must not be compressed.", "wrong_content_encoding");
  }
  return { kind: "complete", api };
}

function refuse(status: number, message: string, code: string): { refusal: Refusal } {
  return { refusal: { status, message, code } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
