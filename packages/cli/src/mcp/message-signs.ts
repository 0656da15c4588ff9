import { PROTOCOL_VERSION_META_KEY } from "@modelcontextprotocol/server";

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
