import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

const stock = new Map([
  ["bolt", 12],
  ["nut", 0],
]);

/** A server of tools as strangers write them: with and without an output schema, that fail, that never answer. */
export function partsServer(): McpServer {
  const server = new McpServer({ name: "parts", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.registerTool(
    "stock-of",
    {
      description: "How many of a part are there.",
      inputSchema: z.object({ part: z.string().regex(/^[a-z]+$/) }),
      outputSchema: z.object({ part: z.string(), count: z.number().int() }),
      annotations: { readOnlyHint: true },
    },
    ({ part }) => {
      const count = stock.get(part);
      if (count === undefined)
        return { content: [{ type: "text", text: `there is no ${part}` }], isError: true };
      return { content: [{ type: "text", text: `${count}` }], structuredContent: { part, count } };
    },
  );
  server.registerTool(
    "describe",
    {
      description: "A part in words.",
      inputSchema: z.object({ part: z.string() }),
      annotations: { readOnlyHint: true },
    },
    ({ part }) => ({
      content: [
        { type: "text", text: `a ${part}` },
        { type: "image", data: "", mimeType: "image/png" },
      ],
    }),
  );
  server.registerTool(
    "order",
    {
      description: "Orders parts.",
      inputSchema: z.object({ part: z.string() }),
      // That it may be repeated, and adds only, does not make it one that reads.
      annotations: { idempotentHint: true, destructiveHint: false },
    },
    () => ({
      content: [{ type: "text", text: "ordered" }],
    }),
  );
  server.registerTool(
    "wait",
    { inputSchema: z.object({}), annotations: { readOnlyHint: true } },
    () => new Promise(() => {}),
  );
  server.registerTool("quit", { inputSchema: z.object({}), annotations: { readOnlyHint: true } }, () =>
    process.exit(3),
  );
  return server;
}
