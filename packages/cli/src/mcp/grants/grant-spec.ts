import type { FileRoot, HttpGrant } from "@portolan/sandbox/tools";
import type { McpServer } from "@portolan/sandbox/mcp";

/** A server whose tools programs may call. */
export interface MountSpec {
  server: McpServer;
  /** `ro`, when absent: only tools that the server declares to be read-only are there. */
  access?: "ro" | "rw";
  /** Only these tools. */
  only?: readonly string[];
}

/** What a person grants to the programs of a client. */
export interface GrantSpec {
  roots: readonly FileRoot[];
  hosts: readonly HttpGrant[];
  servers: Readonly<Record<string, MountSpec>>;
  /** Tools that write unasked: all, or those of these names and namespaces. */
  allowWrites: true | readonly string[];
}

export const nothingGranted: GrantSpec = { roots: [], hosts: [], servers: {}, allowWrites: [] };

/** Both together; of a server that both name, the second counts. */
export function joined(one: GrantSpec, other: GrantSpec): GrantSpec {
  return {
    roots: [...one.roots, ...other.roots],
    hosts: [...one.hosts, ...other.hosts],
    servers: { ...one.servers, ...other.servers },
    allowWrites:
      one.allowWrites === true || other.allowWrites === true
        ? true
        : [...one.allowWrites, ...other.allowWrites],
  };
}
