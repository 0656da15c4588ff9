import { PROTOCOL_VERSION_META_KEY } from "@modelcontextprotocol/server";
import type { LineEnds } from "./bounded-lines.ts";

/** The parts of a message that are looked at before anybody has checked it. */
interface Unchecked {
  id?: unknown;
  method?: unknown;
  params?: { _meta?: Readonly<Record<string, unknown>> } | null;
}

/** True for a message that says, as the newer protocol has it, what it speaks; whether rightly is for the SDK to say. */
export function claimsEnvelope(body: unknown): boolean {
  return !Array.isArray(body) && metaOf(body)?.[PROTOCOL_VERSION_META_KEY] !== undefined;
}

/** True where something is to be told before the answer. */
export function asksForProgress(body: unknown): boolean {
  return (Array.isArray(body) ? body : [body]).some((one) => metaOf(one)?.["progressToken"] !== undefined);
}

/** True for a call of a tool that is answered in one piece: what is left to say is in its body. */
export function isWholeCall(body: unknown): boolean {
  const { id, method } = (body ?? {}) as Unchecked;
  return method === "tools/call" && id !== undefined && !asksForProgress(body);
}

function metaOf(message: unknown): Readonly<Record<string, unknown>> | undefined {
  const { _meta: meta } = (message as Unchecked | null)?.params ?? {};
  return typeof meta === "object" ? meta : undefined;
}

const text = String.raw`"(?:[^"\\]|\\.){0,200}"`;
const key = (name: string): string => String.raw`\s*"${name}"\s*:\s*`;
const id = String.raw`${key("id")}(${text}|-?\d{1,16})\s*`;
const version = String.raw`${key("jsonrpc")}"2\.0"\s*`;
/** Clients write the id of a request before its method, or last of all: there it cannot be that of something nested. */
const methodFirst = new RegExp(String.raw`^\s*\{(?:${version},)?(?:${id},)?(?:${version},)?${key("method")}`);
const idLast = new RegExp(String.raw`,${id}(?:,${version})?\}\s*$`);

/** The id of a request of which only both ends are known; `null` where they do not say, or it is none. */
export function idInEnds({ head, tail }: LineEnds): string | number | null {
  const asked = methodFirst.exec(head);
  const found = asked && (asked[1] ?? idLast.exec(tail)?.[1]);
  return found === null || found === undefined ? null : (JSON.parse(found) as string | number);
}
