import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { explainSkill, functionNameOf, type Skill } from "@portolan/core";
import type { Library } from "./library.ts";
import { activeSkillOf, importLine, summaryOf } from "./skill-text.ts";

/** Skills that a listing names at most: the others are found by search. */
const mostListed = 200;

/** `skill://NAME`, its source and its evidence, and what the store holds; nothing of them can run anything. */
export function registerResources(server: McpServer, library: Library): void {
  const named = (uri: URL, name: unknown): Promise<Skill> =>
    library.store().then((store) => activeSkillOf(store, typeof name === "string" ? name : uri.hostname));
  server.registerResource(
    "statistics",
    "portolan://statistics",
    { title: "The library in numbers", mimeType: "application/json" },
    async (uri) => text(uri, "application/json", JSON.stringify(await statisticsOf(library), null, 2)),
  );
  server.registerResource(
    "skill",
    new ResourceTemplate("skill://{name}", {
      list: async () => {
        const skills = (await (await library.store()).list()).slice(0, mostListed);
        const resources = skills.map(({ name, description }) => ({
          uri: `skill://${name}`,
          name,
          description: description.slice(0, 200),
          mimeType: "text/markdown",
        }));
        return { resources };
      },
    }),
    { title: "A skill", description: "What it does and how to call it", mimeType: "text/markdown" },
    async (uri, { name }) => text(uri, "text/markdown", pageOf(await named(uri, name))),
  );
  server.registerResource(
    "source",
    new ResourceTemplate("skill://{name}/source", { list: undefined }),
    { title: "A skill's source", mimeType: "text/typescript" },
    async (uri, { name }) => text(uri, "text/typescript", (await named(uri, name)).source),
  );
  server.registerResource(
    "evidence",
    new ResourceTemplate("skill://{name}/evidence", { list: undefined }),
    { title: "Why a skill is trusted", mimeType: "application/json" },
    async (uri, { name }) =>
      text(uri, "application/json", JSON.stringify(evidenceOf(await named(uri, name)), null, 2)),
  );
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
  return `# ${name}\n\n${description}\n\n\`${signature}\`, ${trust}\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
}

/** Without the cases, which decide about later versions of it. */
function evidenceOf(skill: Skill): object {
  const { digest, version, evidence } = skill;
  const { coder, task, checks, verdicts } = evidence;
  const said = verdicts.map(({ evaluator, status }) => ({ evaluator, status }));
  return { name: skill.name, digest, version, coder, task, checks, verdicts: said, ...explainSkill(skill) };
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
    tools: Object.keys(library.tools),
  };
}
