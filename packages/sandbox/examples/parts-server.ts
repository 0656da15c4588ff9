// An MCP server with two tools, as anybody might write one; mcp-tools.ts starts it.
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";

const stock: Record<string, number> = { bolt: 12, nut: 4, washer: 30 };

serveStdio(() => {
  const server = new McpServer({ name: "parts", version: "1.0.0" });
  server.registerTool(
    "list",
    {
      description: "The names of all parts.",
      inputSchema: z.object({}),
      outputSchema: z.object({ parts: z.array(z.string()) }),
      annotations: { readOnlyHint: true },
    },
    () => ({ content: [], structuredContent: { parts: Object.keys(stock) } }),
  );
  server.registerTool(
    "count",
    {
      description: "How many of a part are there.",
      inputSchema: z.object({ part: z.string() }),
      outputSchema: z.object({ count: z.number().int() }),
      annotations: { readOnlyHint: true },
    },
    ({ part }) => ({ content: [], structuredContent: { count: stock[part] ?? 0 } }),
  );
  return server;
});
