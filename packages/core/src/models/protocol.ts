import type { Json } from "../json/json.ts";
import type { Dialect } from "./dialect.ts";
import type { ModelRequest } from "./model.ts";
import type { ReplyReader } from "./reply-reader.ts";

/** One of the two ways to ask an endpoint: how a request is written, and how what comes back is read. */
export interface Protocol {
  /** Below the base URL. */
  path: string;
  bodyOf(request: ModelRequest, as: { model: string; stream: boolean; dialect: Dialect }): Body;
  /** Reads a reply that came as a whole. */
  readWhole(reply: unknown, reader: ReplyReader): void;
  /** Reads one event of a stream. */
  readEvent(event: unknown, reader: ReplyReader): void;
}

/** A body as JSON; `undefined` fields are not sent. */
export type Body = Record<string, Json | undefined>;
