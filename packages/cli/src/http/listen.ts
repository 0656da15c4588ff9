import { once } from "node:events";
import type { Server } from "node:http";
import { PortolanError } from "@portolan/core";

/**
 * Resolves when the server listens. @param port 0 takes a free one
 * @throws PortolanError `usage` when the port cannot be had
 */
export async function listen(server: Server, port: number, address: string = "127.0.0.1"): Promise<void> {
  try {
    server.listen(port, address);
    await once(server, "listening");
  } catch (cause) {
    throw new PortolanError("usage", `Port ${port} cannot be had: ${(cause as Error).message}`, {
      value: port,
      cause,
      next: "Give another --port; 0 takes a free one.",
    });
  }
}
