import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSchema } from "@portolan/core";
import { type AuditLog, openAuditLog } from "../audit-log.ts";
import { GrantBook, type GrantOptions } from "../grants/grant-book.ts";
import { type EndpointOptions, serveOverHttp } from "../http-server.ts";
import { openLibrary } from "../library.ts";
import { Traffic } from "../traffic.ts";

/** An endpoint of its own library in this process. */
export interface TestEndpoint extends AsyncDisposable {
  url: string;
  root: string;
  audit: AuditLog;
  /** Path of the audit log. */
  log: string;
}

/** Serves a library on a free port. @param root the store; a fresh one when absent */
export async function testEndpoint(
  options: Partial<EndpointOptions> & { root?: string; readOnly?: boolean; grants?: GrantOptions } = {},
): Promise<TestEndpoint> {
  const {
    root = join(mkdtempSync(join(tmpdir(), "portolan-mcp-")), "library"),
    readOnly = false,
    grants,
  } = options;
  const library = openLibrary({
    root,
    config: configSchema.parse({}),
    readOnly,
    grants: await GrantBook.open(grants),
  });
  const log = join(root, ".portolan", "audit.jsonl");
  const audit = openAuditLog(log, (error) => {
    throw error;
  });
  const endpoint = await serveOverHttp({
    library,
    traffic: new Traffic(),
    audit: readOnly ? undefined : audit,
    over: "http",
    version: "1",
    host: "127.0.0.1",
    port: 0,
    ...options,
  });
  return {
    url: endpoint.url,
    root,
    audit,
    log,
    async [Symbol.asyncDispose]() {
      await endpoint.close();
      await audit.flush();
      await library[Symbol.asyncDispose]();
    },
  };
}
