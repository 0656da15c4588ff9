import { PortolanError, ToolFailure } from "@portolan/core";
import { literalOf } from "./address.ts";

/** Where programs may send requests. */
export interface HttpGrant {
  /** `api.example.com` (https), or with scheme and port, `http://localhost:8080`. One host, no patterns. */
  host: string;
  /** Those that are allowed; `GET` and `HEAD` when absent. */
  methods?: readonly string[];
  /** Sent with each request there, and never shown to the program: a key, for one. */
  headers?: Readonly<Record<string, string>>;
  /** The name may lead to an address of this machine or of a private network. An address or `localhost` says so by itself. */
  private?: boolean;
}

/** A grant that was understood. */
export interface OpenGrant {
  /** `https://api.example.com` */
  origin: string;
  methods: ReadonlySet<string>;
  headers: Readonly<Record<string, string>>;
  private: boolean;
}

/** What a request may be; each that is no `GET` or `HEAD` is one that writes. */
const known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** @throws PortolanError `usage` */
export function openGrant({ host, methods = ["GET", "HEAD"], headers = {}, ...more }: HttpGrant): OpenGrant {
  const text = /^https?:\/\//i.test(host) ? host : `https://${host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    url &&
    url.pathname === "/" &&
    !url.search &&
    !url.hash &&
    !url.username &&
    !url.password &&
    !/[*\s]/.test(host);
  if (!isPlain) throw wrong("That is no host that can be granted.", host);
  const upper = methods.map((method) => method.toUpperCase());
  const unknown = upper.find((method) => !known.includes(method));
  if (unknown !== undefined || upper.length === 0)
    throw wrong(`Methods that can be granted are ${known.join(", ")}.`, unknown ?? "");
  const named = literalOf(url.hostname) !== undefined || /^(?:.+\.)?localhost$/.test(url.hostname);
  return { origin: url.origin, methods: new Set(upper), headers, private: more.private ?? named };
}

/**
 * The grant that a request needs.
 * @throws ToolFailure where there is none, with what there is
 */
export function grantFor(grants: readonly OpenGrant[], url: URL, method: string): OpenGrant {
  const here = grants.filter(({ origin }) => origin === url.origin);
  const found = here.find(({ methods }) => methods.has(method));
  if (found) return found;
  const available = (here.length > 0 ? here : grants).map(
    ({ origin, methods }) => `${[...methods].join(", ")} ${origin}`,
  );
  const what = here.length > 0 ? `${method} to ${url.origin}` : url.origin;
  throw new ToolFailure(`${what.slice(0, 200)} is not granted`, { refused: what.slice(0, 200), available });
}

/** True for what may change something at the host. */
export function isWriting(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

function wrong(message: string, value: string): PortolanError {
  return new PortolanError("usage", message, {
    value,
    next: "Name one host, such as api.example.com or http://localhost:8080, and its methods.",
  });
}
