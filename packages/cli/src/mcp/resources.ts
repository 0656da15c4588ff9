import {
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  type ServerContext,
} from "@modelcontextprotocol/server";
import {
  activeSkillOf,
  declareTools,
  explainSkill,
  foreignWords,
  functionNameOf,
  importLine,
  PortolanError,
  type Skill,
  summaryOf,
} from "@portolan/core";
import { principalOf } from "./client.ts";
import { grantsText } from "./grants/grants-text.ts";
import type { Granted } from "./grants/granted.ts";
import type { Library } from "./library.ts";

/** Does something for the client of a context, within what that client may ask for. */
export type Limited = <T>(context: ServerContext, action: () => Promise<T>) => Promise<T>;

/** A larger library is not listed, but searched: nobody reads so many names. */
const mostListed = 500;

/** `skill://NAME`, its source and its evidence, what the store holds, and what was granted; nothing of them can run anything. */
export function registerResources(server: McpServer, library: Library, limited: Limited): void {
  const grantedTo = (context: ServerContext): Granted => library.grants.for(principalOf(context));
  const read = (
    uri: URL,
    name: unknown,
    context: ServerContext,
    say: (skill: Skill) => string,
    mimeType: string,
  ) => limited(context, async () => text(uri, mimeType, say(await skillAt(uri, name, library))));
  const json = "application/json";
  server.registerResource(
    "statistics",
    "portolan://statistics",
    { title: "The library in numbers", mimeType: json },
    (uri, context) =>
      limited(context, async () => text(uri, json, JSON.stringify(await statisticsOf(library), null, 2))),
  );
  server.registerResource(
    "grants",
    "portolan://grants",
    { title: "What this client's programs may touch", mimeType: "text/plain" },
    (uri, context) =>
      limited(context, async () =>
        text(uri, "text/plain", grantsText(grantedTo(context), library.grants.wantsRoots)),
      ),
  );
  server.registerResource(
    "tools",
    "portolan://tools",
    { title: "What programs may import beside skills", mimeType: "text/typescript" },
    (uri, context) =>
      limited(context, async () =>
        text(uri, "text/typescript", await declarationsOf(grantedTo(context), library)),
      ),
  );
  server.registerResource(
    "skill",
    new ResourceTemplate("skill://{name}", {
      list: (context) => limited(context, async () => ({ resources: await listed(library) })),
    }),
    { title: "A skill", description: "What it does and how to call it", mimeType: "text/markdown" },
    (uri, { name }, context) => read(uri, name, context, pageOf, "text/markdown"),
  );
  server.registerResource(
    "source",
    new ResourceTemplate("skill://{name}/source", { list: undefined }),
    { title: "A skill's source", mimeType: "text/typescript" },
    (uri, { name }, context) =>
      read(uri, name, context, ({ source }) => `// ${foreignWords}\n${source}`, "text/typescript"),
  );
  server.registerResource(
    "evidence",
    new ResourceTemplate("skill://{name}/evidence", { list: undefined }),
    { title: "Why a skill is trusted", mimeType: json },
    (uri, { name }, context) =>
      read(uri, name, context, (skill) => JSON.stringify(evidenceOf(skill), null, 2), json),
  );
}

async function skillAt(uri: URL, name: unknown, library: Library): Promise<Skill> {
  try {
    return await activeSkillOf(await library.store(), typeof name === "string" ? name : "");
  } catch (error) {
    if (!(error instanceof PortolanError && error.code === "skill-unknown")) throw error;
    throw new ResourceNotFoundError(uri.href, `${error.message} ${error.next}`);
  }
}

async function listed(
  library: Library,
): Promise<{ uri: string; name: string; description: string; mimeType: string }[]> {
  const store = await library.store();
  if ((await store.count()) > mostListed) return [];
  return (await store.list()).map(({ name, description }) => ({
    uri: `skill://${name}`,
    name,
    description: `Its author says: ${description.replaceAll(/\s+/g, " ").slice(0, 200)}`,
    mimeType: "text/markdown",
  }));
}

function text(uri: URL, mimeType: string, content: string) {
  return { contents: [{ uri: uri.href, mimeType, text: content }] };
}

function pageOf(skill: Skill): string {
  const { name, signature, description, trust } = summaryOf(skill);
  const examples = skill.evals.examples.map(
    ({ input, output }) =>
      `${functionNameOf(name)}(${input.map((one) => JSON.stringify(one)).join(", ")}) === ${JSON.stringify(output)}`,
  );
  const code = [importLine(name), ...examples].join("\n");
  return `# ${name}\n\n${foreignWords}\n\n${description}\n\n\`${signature}\`, ${trust}\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
}

/** Without the cases, which decide about later versions of it. */
function evidenceOf(skill: Skill): object {
  const { digest, version, evidence } = skill;
  const { coder, task, checks, verdicts } = evidence;
  const said = verdicts.map(({ evaluator, status }) => ({ evaluator, status }));
  return {
    note: foreignWords,
    name: skill.name,
    digest,
    version,
    coder,
    task,
    checks,
    verdicts: said,
    ...explainSkill(skill),
  };
}

/** A server that does not answer is no reason to keep quiet about the others. */
async function declarationsOf(granted: Granted, { sandbox }: Library): Promise<string> {
  const opened = await sandbox();
  const parts = granted.namespaces.map((namespace) =>
    declareTools(namespace, granted, opened).catch(
      (error: unknown) => `// #tools/${namespace}: ${(error as Error).message}`,
    ),
  );
  return (await Promise.all(parts)).join("\n\n") || "// Nothing is granted.";
}

async function statisticsOf(library: Library): Promise<object> {
  const store = await library.store();
  const uses = await store.uses();
  return {
    store: library.root,
    readOnly: library.readOnly,
    skills: await store.count(),
    quarantined: (await store.quarantined()).length,
    uses: uses.filter((one) => one.type === "use" && one.origin === undefined).length,
  };
}
