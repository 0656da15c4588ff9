import type { Budget, Cost } from "../budget/budget.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { EventBody } from "../events/event.ts";
import { digestOf, type Json } from "../json/json.ts";
import {
  costOf,
  estimatedTokens,
  type Model,
  type ModelReply,
  type ModelRequest,
  type ModelRole,
  type ModelUsage,
} from "./model.ts";

/** Who asks, and what is told about it. */
export interface Asking {
  role: ModelRole;
  /** The attempt this is for, from 1. */
  attempt: number;
  /** What was left out of the prompt for lack of room. */
  dropped?: string[];
  emit?: (event: EventBody) => void;
  onText?: (delta: string) => void;
  signal?: AbortSignal;
}

/** A reply and what it cost, retries included. */
export interface Answer {
  reply: ModelReply;
  cost: Cost;
}

/**
 * Asks a model within a budget: every request that is sent counts, those sent again too, and none is sent when the budget is
 * gone. The reply may be no longer than what remains, so that an episode ends above its budget by one prompt at most.
 * @throws PortolanError `budget-spent` when nothing remains, and whatever the model throws
 */
export async function ask(
  model: Model,
  request: ModelRequest,
  budget: Budget,
  asking: Asking,
): Promise<Answer> {
  const { role, attempt, dropped = [], emit, onText, signal } = asking;
  const cost: Cost = { evaluations: 0, requests: 0, tokens: 0 };
  if (budget.limits.costUsd !== undefined && !model.price) throw priceUnknown(model);
  const promptTokens = promptTokensOf(request);
  const limited = withinBudget(model, request, budget, promptTokens);
  emit?.({
    type: "model-asked",
    attempt,
    role,
    model: model.id,
    request: requestDigest(request),
    promptTokens,
    dropped,
  });
  const completing = model.complete(limited, {
    signal,
    onText,
    onRetry: (retry) => emit?.({ type: "model-retry", attempt, role, ...retry }),
    onRequest: () => {
      requireBudget(model, budget);
      budget.spend("requests", 1);
      cost.requests = (cost.requests ?? 0) + 1;
    },
    onUsage: (usage) => pay(model, usage, budget, cost),
  });
  const reply = await completing.catch((error: unknown) => {
    throw signal?.aborted && !(error instanceof PortolanError) ? interrupted(model, error) : error;
  });
  const { finish, usage } = reply;
  emit?.({ type: "model-replied", attempt, role, model: reply.model, finish, usage, cost });
  return { reply, cost };
}

/** A model of somebody else's ends an aborted request with an error of its own. */
function interrupted({ id }: Model, cause: unknown): PortolanError {
  const next = "Start again; what is done is kept.";
  return new PortolanError("interrupted", `The request to ${id} was stopped.`, { value: id, cause, next });
}

/** The key of a request: SHA-256 of what is asked, as 64 hexadecimal digits. */
export function requestDigest(request: ModelRequest): string {
  return digestOf(JSON.parse(JSON.stringify(request)) as Json);
}

function promptTokensOf({ messages }: ModelRequest): number {
  return messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
}

function withinBudget(
  model: Model,
  request: ModelRequest,
  budget: Budget,
  promptTokens: number,
): ModelRequest {
  const byTokens = budget.remaining("tokens") - promptTokens;
  const money = budget.remaining("costUsd");
  const byMoney = model.price
    ? ((money - (promptTokens * model.price.input) / 1e6) / model.price.output) * 1e6
    : Infinity;
  const room = Math.floor(Math.min(byTokens, byMoney));
  if (room === Infinity) return request;
  return { ...request, maxOutputTokens: Math.max(1, Math.min(room, request.maxOutputTokens ?? Infinity)) };
}

function requireBudget(model: Model, budget: Budget): void {
  const kind = budget.exhaustedForModels;
  if (!kind) return;
  throw new PortolanError("budget-spent", `The budget ${kind} is used up; ${model.id} was not asked again.`, {
    value: budget.limits[kind],
    next: `Give more ${kind}, or a cheaper model.`,
  });
}

function pay(model: Model, usage: ModelUsage, budget: Budget, cost: Cost): void {
  const tokens = usage.inputTokens + usage.outputTokens;
  budget.spend("tokens", tokens);
  cost.tokens = (cost.tokens ?? 0) + tokens;
  const costUsd = costOf(usage, model.price);
  if (costUsd === undefined) return;
  budget.spend("costUsd", costUsd);
  cost.costUsd = (cost.costUsd ?? 0) + costUsd;
}

function priceUnknown(model: Model): PortolanError {
  return new PortolanError(
    "model-config",
    `No price is known for ${model.id}, so a budget in money cannot be kept.`,
    {
      value: model.id,
      next: "Give its price in the settings (prices), or set a budget in tokens instead.",
    },
  );
}
