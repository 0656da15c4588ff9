import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { partsServer } from "./parts-server.ts";

serveStdio(partsServer);
