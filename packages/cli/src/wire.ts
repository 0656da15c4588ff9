import { dirname, extname, join, resolve } from "node:path";
import type {
  Agent,
  BudgetLimits,
  Coder,
  CoderStage,
  CommandCoderOptions,
  Config,
  Embedder,
  Evaluator,
  Harness,
  Model,
  ModelRole,
  Note,
  OpenAiModelOptions,
  Sandbox,
  SkillStore,
  StandardEvaluators,
} from "@portolan/core";
import type { WorldPlace } from "@portolan/bench";
import type { ProcessSandbox, SandboxOptions } from "@portolan/sandbox";
import type { BehaviourBudget, FolderSkillStore, IndexProgress } from "@portolan/skills";

/** Which configuration a voyage is: with a library, or without. */
export type Arm = "library" | "none";

/** Two sandboxes: one that judges, without a compiler in it, and one for the long searches of the built-in coder. */
export interface Workshop extends AsyncDisposable {
  judging: Sandbox;
  searching: Sandbox;
}

/** Opens the sandboxes; their processes start at first use. */
export async function openWorkshop(config: Config): Promise<Workshop> {
  const judging = await openSandbox(config);
  const searching = await openSandbox(config, { jit: true });
  return {
    judging,
    searching,
    async [Symbol.asyncDispose]() {
      await Promise.all([judging[Symbol.asyncDispose](), searching[Symbol.asyncDispose]()]);
    },
  };
}

/** A sandbox with the engine and as many processes as the settings say. */
export async function openSandbox(config: Config, options: SandboxOptions = {}): Promise<ProcessSandbox> {
  const { createSandbox } = await import("@portolan/sandbox");
  const { children, engine } = config;
  return createSandbox({ ...options, engine, children: children === 0 ? undefined : children });
}

/**
 * The embedder that the settings name; the vectors of a model's queries are kept beside the store's index, which keeps those
 * of documents itself, unless the store is read-only and has none.
 */
export async function openEmbedder(
  config: Config,
  root: string,
  { readOnly = false }: { readOnly?: boolean } = {},
): Promise<Embedder> {
  const { parseEmbedderSetting } = await import("@portolan/core");
  const setting = parseEmbedderSetting(config.embedder);
  const { builtInEmbedder, cachedEmbedder, openAiEmbedder, transformersEmbedder } =
    await import("@portolan/skills");
  if (setting.kind === "built-in") return builtInEmbedder();
  const { model } = setting;
  const opened =
    setting.kind === "openai"
      ? await openAiEmbedder({ ...setting.options, model, ...(await endpointOf(config)) })
      : await transformersEmbedder({ ...setting.options, model });
  return cachedEmbedder(opened, join(root, ".portolan", "vectors"), readOnly ? {} : { only: "query" });
}

/** Where to ask and with which key; only an endpoint of one's own does without a key. */
async function endpointOf({
  modelUrl,
  modelKeyEnv,
  embedder,
}: Config): Promise<{ baseUrl?: string; apiKey?: string }> {
  const apiKey = process.env[modelKeyEnv];
  if (apiKey || modelUrl) return { baseUrl: modelUrl, apiKey };
  const { PortolanError } = await import("@portolan/core");
  throw new PortolanError(
    "config",
    `The embedder ${embedder} has neither a key nor an endpoint of its own.`,
    {
      value: embedder,
      next: `Set the environment variable ${modelKeyEnv} to a key of OpenAI, or name an endpoint of yours: --model-url, or PORTOLAN_MODEL_URL.`,
    },
  );
}

/**
 * The model that the settings give a role: an endpoint, of which nothing is asked yet, or a recording of one.
 * @throws PortolanError `config` when no model is set, or OpenAI's own has no key; `model-recording-invalid`
 */
export async function openModel(config: Config, role: ModelRole): Promise<Model> {
  const { openAiModel, recordedModel } = await import("@portolan/core");
  const { modelRecord, modelReplay } = config;
  if (modelReplay !== undefined) return replayOf(modelReplay, config, role);
  const model = openAiModel(await modelOptions(config, role));
  return modelRecord === undefined ? model : recordedModel(model, modelRecord);
}

/** Of a recording of several models, the exchanges of the one that the settings give the role. */
async function replayOf(file: string, config: Config, role: ModelRole): Promise<Model> {
  const { modelSetting, openAiModel, recordedModelIds, replayModel } = await import("@portolan/core");
  if (recordedModelIds(file).length < 2) return replayModel(file);
  return replayModel(file, { id: openAiModel(modelSetting(config, role)).id });
}

/** How to ask the model of a role, with the key of its environment variable. */
export async function modelOptions(config: Config, role: ModelRole): Promise<OpenAiModelOptions> {
  const { modelSetting, PortolanError } = await import("@portolan/core");
  const { keyEnv, ...options } = modelSetting(config, role);
  const apiKey = keyEnv === undefined ? undefined : process.env[keyEnv] || undefined;
  if (!apiKey && !options.baseUrl) {
    throw new PortolanError("config", `The model ${options.model} has neither an endpoint nor a key.`, {
      value: keyEnv,
      next: `Set modelUrl to the endpoint, or the environment variable ${keyEnv} to a key of OpenAI.`,
    });
  }
  return { ...options, apiKey, keyName: keyEnv ?? `the variable that models.${role}.keyEnv names` };
}

/** The notes that a store keeps for coders with a model. */
export async function notesIn(root: string): Promise<Note[]> {
  const { readNotes } = await import("@portolan/core");
  return readNotes(root).notes;
}

/** Absolute path of the store's folder. */
export function storeRoot(config: Config, cwd: string): string {
  return resolve(cwd, config.store);
}

/**
 * The store of that folder. Read-only ones search in memory and never touch the folder. With a sandbox, searches run skills
 * on examples and compare types as the type checker does.
 */
export async function openStore(
  root: string,
  config: Config,
  options: {
    readOnly?: boolean;
    sandbox?: ProcessSandbox;
    behaviourBudget?: BehaviourBudget;
    indexProgress?: IndexProgress;
  } = {},
): Promise<FolderSkillStore> {
  const { openSkillStore } = await import("@portolan/skills");
  return openSkillStore({
    root,
    embedder: await openEmbedder(config, root, { readOnly: options.readOnly }),
    index: config.index,
    readOnly: options.readOnly ?? false,
    sandbox: options.sandbox,
    behaviourBudget: options.behaviourBudget,
    typeRelation: options.sandbox,
    indexProgress: options.indexProgress,
  });
}

/**
 * An agent with the coder of the settings; without a store it is the arm that retrieves and keeps nothing. A model reads those of
 * the notes that are on its goal. Tasks in a world take the place where that is.
 * @throws PortolanError `config` for a model that is not set
 */
export async function equip(
  workshop: Workshop,
  config: Config,
  store: SkillStore | undefined,
  notes: readonly Note[] = [],
  place?: WorldPlace,
): Promise<Agent> {
  const { coderStages, synthCoder } = await import("@portolan/core");
  const { sandbox, evaluators, ...surroundings } = await surroundingsOf(workshop, config, store, place);
  const stages = coderStages(config);
  const model = stages.includes("model") ? await openModel(config, "coder") : undefined;
  const large = stages.includes("large") ? await openModel(config, "large") : undefined;
  const describe = store && config.models.describe ? await openModel(config, "describe") : undefined;
  return {
    coder: await coderOf(workshop, config, store, { model, large }, notes, place),
    // What the built-in coder writes itself it compares already.
    rivals: stages.some((stage) => stage !== "synth")
      ? synthCoder({ ...searchOf(workshop, config), store })
      : undefined,
    sandbox,
    evaluators,
    ...surroundings,
    describe,
    harness: {
      ...harnessOf(config, evaluators, store !== undefined, { coder: model, large, describe }),
      tools: Object.keys(place?.world.tools ?? {}).toSorted(),
    },
    store,
  };
}

/** What programs run in and are judged by: of themselves, or in a world with its tools. */
async function surroundingsOf(
  workshop: Workshop,
  config: Config,
  store: SkillStore | undefined,
  place: WorldPlace | undefined,
): Promise<Pick<Agent, "sandbox" | "evaluators" | "toolDeclarations" | "resetWorld">> {
  const { coderStages, sandboxWithTools, standardEvaluators, worldEvaluators } =
    await import("@portolan/core");
  const { judging } = workshop;
  const judge = await judgeOf(workshop, config);
  if (!place) return { sandbox: judging, evaluators: standardEvaluators(judging, { judge, store }) };
  const { world } = place;
  const sandbox = sandboxWithTools(judging, world.tools);
  // The built-in coder practises by itself.
  const practice = coderStages(config).some((stage) => stage !== "synth");
  return {
    sandbox,
    evaluators: worldEvaluators(sandbox, { ...place, judge, practice }),
    toolDeclarations: judging.declareTools?.(world.tools),
    resetWorld: () => world.reset(0),
  };
}

/** The judge of the gate, where the settings have a calibration of one. */
async function judgeOf({ judging }: Workshop, config: Config): Promise<Evaluator | undefined> {
  const path = config.judgeCalibration;
  if (path === undefined) return undefined;
  const { judgeEvaluator, PortolanError, readCalibration } = await import("@portolan/core");
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new PortolanError("config", `The calibration of the judge cannot be read: ${cause.message}`, {
      value: path,
      next: "Make it: portolan judge calibrate LABELLED.jsonl --out FILE.",
    });
  });
  const model = await openModel(config, "judge");
  return judgeEvaluator({ model, sandbox: judging, calibration: readCalibration(text, path) });
}

/** The coder of each stage; several of them are a cascade, in which the others begin when one has spent its share. */
async function coderOf(
  workshop: Workshop,
  config: Config,
  store: SkillStore | undefined,
  models: Partial<Record<CoderStage, Model>>,
  notes: readonly Note[],
  place?: WorldPlace,
): Promise<Coder> {
  const { cascade, coderStages, modelCoder, synthCoder, worldCoder } = await import("@portolan/core");
  const agent = await agentOf(config, store);
  const { reflection: policy, samples, promptTokens, replyTokens } = config;
  const { judging: sandbox } = workshop;
  const stages = coderStages(config).map((stage) => {
    if (stage === "command" && agent) return agent;
    const model = models[stage];
    if (!model && place) return worldCoder({ ...place, sandbox, store, seed: config.seed });
    if (!model) return synthCoder({ ...searchOf(workshop, config), store });
    return modelCoder({ model, policy, samples, promptTokens, replyTokens, sandbox, store, notes });
  });
  const [only] = stages;
  if (only && stages.length === 1) return only;
  const share = halfOf(budgetOf(config));
  return cascade(stages.map((coder, i) => ({ coder, budget: i + 1 < stages.length ? share : undefined })));
}

/** What the built-in coder searches with: one type checker serves both sandboxes. */
function searchOf({ judging: parser, searching: sandbox }: Workshop, { adapt, compose }: Config) {
  return { sandbox, parser, adapt, compose };
}

/** The command that the settings name, where they do; its stderr goes to .portolan/agent.log of the current folder. */
async function agentOf(config: Config, store: SkillStore | undefined): Promise<Coder | undefined> {
  const { commandCoder, parseCoderSetting } = await import("@portolan/core");
  const command = parseCoderSetting(config.coder)?.command;
  if (command === undefined) return undefined;
  const { appendFileSync, mkdirSync } = await import("node:fs");
  const log = resolve(".portolan", "agent.log");
  return commandCoder({
    command,
    timeoutMs: config.agentTimeoutMs,
    library: libraryOf(store),
    onStderr(text) {
      mkdirSync(dirname(log), { recursive: true });
      appendFileSync(log, text);
    },
  });
}

/** How an agent finds the skills by itself: only where it is the store itself that its arm retrieves from, and never to write. */
function libraryOf(store: SkillStore | undefined): CommandCoderOptions["library"] {
  const root = store && "root" in store && typeof store.root === "string" ? store.root : undefined;
  if (root === undefined) return undefined;
  const extension = extname(import.meta.filename);
  const bin = join(import.meta.dirname, `bin${extension}`);
  const options =
    extension === ".ts" ? ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"] : [];
  const args = [...options, bin, "mcp", "--read-only", "--store", root];
  return { root, mcp: { command: process.execPath, args } };
}

/** What each stage but the last may spend, so that something is left for the next one. */
function halfOf(limits: BudgetLimits): Partial<BudgetLimits> {
  const halves = Object.entries(limits).map(([kind, limit]) => [
    kind,
    limit === undefined ? undefined : kind === "costUsd" ? limit / 2 : Math.ceil(limit / 2),
  ]);
  return Object.fromEntries(halves.filter(([, limit]) => limit !== undefined));
}

/** Of the skills shown, those that only what a failure named may bring to light. */
const AFTER_FAILURE = 3;

function harnessOf(
  config: Config,
  evaluators: StandardEvaluators,
  retrieves: boolean,
  models: Partial<Record<ModelRole, Model>>,
): Harness {
  const { retrieve, adapt, compose, embedder, reflection, samples, promptTokens } = config;
  const { coder, large, describe } = models;
  const isModel = coder !== undefined || large !== undefined;
  const afterFailure = isModel ? Math.min(AFTER_FAILURE, Math.floor(retrieve / 4)) : undefined;
  return {
    instructions: "",
    tools: [],
    retrieval: retrieves ? { limit: retrieve, embedder, afterFailure, adapt, compose } : { limit: 0 },
    orchestration: { budget: budgetOf(config), ...(isModel && { reflection, samples, promptTokens }) },
    models: isModel || describe ? { coder: coder?.id, large: large?.id, describe: describe?.id } : undefined,
    evaluators: [...evaluators.visible, ...evaluators.gate].map(({ id, digest }) => ({ id, digest })),
  };
}

function budgetOf({ evaluations, attempts, requests, tokens, costUsd, wallMs }: Config): BudgetLimits {
  return { evaluations, attempts, requests, tokens, costUsd, wallMs };
}
