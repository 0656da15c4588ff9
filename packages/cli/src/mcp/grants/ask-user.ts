import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { askedText } from "./asked-text.ts";
import type { HeldRun, Question } from "./held-runs.ts";

/** Ends a call for now: the client is to ask its user, or to say what only it knows. */
export class AskFirst extends Error {
  readonly result: InputRequiredResult;

  constructor(result: InputRequiredResult) {
    super("the client is asked first");
    this.result = result;
  }
}

/** No person is asked: a client knows its folders. */
const rootsTimeoutMs = 10_000;
const key = "write";
const yes = "yes, this once";
const always = "yes, whatever this program writes with this tool";
const answerSchema = z.object({ answer: z.enum([yes, always, "no"]).describe("May the program do that?") });

/** The question about a write, as a person reads it. */
export function questionOf({ tool, input, by }: Question, token: string): AskFirst {
  const message = `A program that ${by.startsWith("#") ? `calls the skill ${by}` : "your agent runs"} wants to write with ${tool}:\n${askedText(tool, input)}`;
  return new AskFirst(
    inputRequired({
      inputRequests: { [key]: inputRequired.elicit({ message, requestedSchema: answerSchema }) },
      requestState: token,
    }),
  );
}

/** Puts what the user said into the run that it was asked for; anything but a plain yes is a no. */
export function takeAnswer(run: HeldRun, { mcpReq }: ServerContext): void {
  const { question } = run;
  if (!question) return;
  run.question = undefined;
  const response = inputResponse(mcpReq.inputResponses, key);
  const content = response.kind === "elicit" && response.action === "accept" ? response.content : undefined;
  const answer = answerSchema.safeParse(content).data?.answer;
  if (answer === always) run.always.add(question.tool);
  run.answers.set(question.key, answer === yes || answer === always);
}

/** Asks the client which folders are its own. */
export function rootsQuestion(): AskFirst {
  return new AskFirst(inputRequired({ inputRequests: { roots: inputRequired.listRoots() } }));
}

/** What a client said of its folders: `failed` where it could not say, `unasked` where it has not been asked. */
export function rootsOf({ mcpReq }: ServerContext): string[] | "failed" | "unasked" {
  const { inputResponses } = mcpReq;
  if (!inputResponses || !Object.hasOwn(inputResponses, "roots")) return "unasked";
  const response = inputResponse(inputResponses, "roots");
  return response.kind === "roots" ? response.roots.map(({ uri }) => uri) : "failed";
}

/** Asks a client of the older protocol at once: there a failure of its would be one of the whole call. */
export async function askedRoots(
  { server }: McpServer,
  { mcpReq }: ServerContext,
): Promise<string[] | "failed"> {
  try {
    const { signal } = mcpReq;
    // oxlint-disable-next-line typescript/no-deprecated -- the older protocol has no other way
    const { roots } = await server.listRoots(undefined, { timeout: rootsTimeoutMs, signal });
    return roots.map(({ uri }) => uri);
  } catch (error) {
    if (mcpReq.signal.aborted) throw error;
    return "failed";
  }
}

/** True where the client says that it can show its user a form, or tell of its folders. */
export function clientCan(what: "elicitation" | "roots", server: McpServer, context: ServerContext): boolean {
  const envelope = context.mcpReq.envelope as Readonly<Record<string, unknown>> | undefined;
  // Over HTTP, what a server remembers may be another client's.
  // oxlint-disable-next-line typescript/no-deprecated -- the older protocol has no other place for it
  const remembered = context.http ? undefined : server.server.getClientCapabilities();
  const declared = (envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? remembered ?? {}) as Readonly<
    Record<string, object | undefined>
  >;
  const capability = declared[what];
  if (typeof capability !== "object") return false;
  return what === "roots" || "form" in capability || !("url" in capability);
}
