import type { Tool, ToolSet } from "@portolan/core";
import type { McpTools } from "@portolan/sandbox/mcp";
import type { FileRoot, FileToolOptions } from "@portolan/sandbox/tools";
import { wrongUsage } from "../../command-line/usage-error.ts";
import type { GrantSpec, MountSpec } from "./grant-spec.ts";

/** Where the tools of one namespace come from. */
export interface ToolSource {
  namespace: string;
  /** What programs may touch by it, for people and models. */
  says: string;
  /** Its descriptions are the words of a stranger. */
  isForeign: boolean;
  /** Tools that a grant to write would give besides. */
  withheld: readonly string[];
  /** The names of its tools, where they are known before it is opened. */
  names?: readonly string[];
  /** @throws PortolanError `tools-unavailable` */
  open(): Promise<Readonly<Record<string, Tool>>>;
}

/** Servers that were connected to, by what they are reached by: clients share them. */
export type Mounts = Map<string, { connected?: Promise<McpTools> }>;

const writesFiles = ["writeText", "writeBytes", "makeFolder", "move", "remove"];

/** How long a mounted server may take to be ready, and for one call. */
const timeoutMs = 10_000;

/** What sources are made of besides a grant: `except` and `fixed` hold wherever roots are. */
interface Sources extends FileToolOptions {
  /** Tools of a person's own, by namespace. */
  own: ToolSet;
  mounts: Mounts;
}

/**
 * The sources of what was granted, in a fixed order.
 * @throws PortolanError `usage`
 */
export async function sourcesOf(
  { roots, hosts, servers }: GrantSpec,
  { own, mounts, ...files }: Sources,
): Promise<ToolSource[]> {
  const sources: ToolSource[] = [];
  if (roots.length > 0) {
    const { fileTools, nameOfRoot } = await import("@portolan/sandbox/tools");
    const named = roots.map((root) => ({ ...root, name: root.name ?? nameOfRoot(root.path) }));
    const said = named.map((root) => rootText(root, roots.length > 1)).join("; ");
    const tools = fileTools(roots, files);
    sources.push(
      opened(
        "files",
        said,
        tools,
        writesFiles.filter((name) => !(name in tools)),
      ),
    );
  }
  if (hosts.length > 0) {
    const { httpTools } = await import("@portolan/sandbox/tools");
    const said = hosts.map(({ host, methods = ["GET", "HEAD"] }) => `${methods.join(", ")} ${host}`);
    const tools = httpTools(hosts);
    sources.push(opened("web", said.join("; "), tools, "send" in tools ? [] : ["send"]));
  }
  for (const [namespace, tools] of Object.entries(own))
    sources.push(opened(namespace, "tools of the user's own", tools));
  for (const [namespace, mount] of Object.entries(servers)) sources.push(mounted(namespace, mount, mounts));
  const names = sources.map(({ namespace }) => namespace);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return sources;
  throw wrongUsage(
    `Two grants make #tools/${twice}.`,
    twice,
    "Give the mounted server, or the namespace of your tools, another name.",
  );
}

function opened(
  namespace: string,
  says: string,
  tools: Readonly<Record<string, Tool>>,
  withheld: readonly string[] = [],
): ToolSource {
  const names = Object.keys(tools);
  return { namespace, says, isForeign: false, withheld, names, open: async () => tools };
}

/** Of several roots, each is a folder of the tree that programs see. */
function rootText({ path, access, hidden, name }: FileRoot, isOneOfMany: boolean): string {
  const rights = access === "rw" ? "read and write" : "read";
  return `${isOneOfMany ? `${name}/ is ` : ""}${path} (${rights}${hidden ? ", hidden files too" : ""})`;
}

function mounted(namespace: string, mount: MountSpec, mounts: Mounts): ToolSource {
  const { server, access = "ro", only } = mount;
  if ("url" in server) requireAddress(namespace, server.url);
  const key = JSON.stringify(mount);
  const withheld: string[] = [];
  const place = "command" in server ? `the command ${server.command}` : server.url.replace(/[?#].*$/, "");
  const which = only === undefined ? "" : `, only ${only.join(", ")}`;
  const rights = access === "rw" ? "read and write" : "what it declares to be read-only";
  return {
    namespace,
    says: `the MCP server at ${place} (${rights}${which})`,
    isForeign: true,
    withheld,
    async open() {
      const entry = mounts.get(key) ?? {};
      mounts.set(key, entry);
      const known = await entry.connected?.catch(() => undefined);
      if (!known?.isOpen) entry.connected = connect(mount);
      const { tools } = await (entry.connected as Promise<McpTools>);
      if (access === "rw") return tools;
      const reading = readOnly(tools, namespace);
      withheld.splice(0, Infinity, ...Object.keys(tools).filter((name) => !(name in reading)));
      return reading;
    },
  };
}

/** What stands in an address is shown to people and models, and a key must not be. */
function requireAddress(namespace: string, url: string): void {
  const { username, password } = URL.canParse(url) ? new URL(url) : { username: undefined, password: "" };
  if (username === "" && password === "") return;
  throw wrongUsage(
    username === undefined
      ? `The address of #tools/${namespace} is no URL.`
      : `The address of #tools/${namespace} has a name or a password in it.`,
    namespace,
    'Give http://HOST/PATH; keys stand in a file of grants: "headers": { "authorization": "Bearer $KEY" }.',
  );
}

async function connect({ server, only }: MountSpec): Promise<McpTools> {
  const { connectMcpTools } = await import("@portolan/sandbox/mcp");
  return connectMcpTools(server, { timeoutMs, ...(only && { only }) });
}

const filtered = new WeakMap<object, Readonly<Record<string, Tool>>>();

/** The same tools give the same object, so that what was looked at once need not be again. */
function readOnly(tools: Readonly<Record<string, Tool>>, namespace: string): Readonly<Record<string, Tool>> {
  const known = filtered.get(tools);
  if (known) return known;
  const reading = Object.fromEntries(Object.entries(tools).filter(([, { effect }]) => effect === "read"));
  if (Object.keys(reading).length === 0) {
    throw wrongUsage(
      `The server ${namespace} declares none of its tools to be read-only.`,
      namespace,
      `Ask the user to grant all of them, with writes asked about: --mount ${namespace}:rw=…`,
    );
  }
  filtered.set(tools, reading);
  return reading;
}
