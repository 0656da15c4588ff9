import { CLIENT_INFO_META_KEY, type McpServer, type ServerContext } from "@modelcontextprotocol/server";

/** The client as its token names it. */
export function principalOf({ http }: Pick<ServerContext, "http">): string | undefined {
  return http?.authInfo?.clientId;
}

/** The name by which limits, turns and the audit log know a client. */
export function clientName(server: McpServer, context: ServerContext): string {
  const principal = principalOf(context);
  if (principal !== undefined) return principal;
  return plainName(declaredName(server, context)) ?? "unnamed";
}

/** What a client calls itself: with each request in the newer protocol, at the handshake in the older one. */
function declaredName(server: McpServer, context: ServerContext): string | undefined {
  const envelope = context.mcpReq.envelope as Readonly<Record<string, unknown>> | undefined;
  const info = envelope?.[CLIENT_INFO_META_KEY] as { name?: unknown } | undefined;
  if (typeof info?.name === "string") return info.name;
  // Over HTTP a server answers one client after the other, and what it remembers may be another's.
  if (context.http) return context.http.req?.headers.get("user-agent") ?? undefined;
  // oxlint-disable-next-line typescript/no-deprecated -- the older protocol has no other place for it
  return server.server.getClientVersion()?.name;
}

/** Whatever a client calls itself, as a short word that can stand in a file. */
function plainName(name: string | undefined): string | undefined {
  const words =
    (name ?? "")
      .slice(0, 200)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 40).replace(/-+$/, "") || undefined;
}
