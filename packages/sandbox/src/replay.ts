import {
  type Divergence,
  equalJson,
  limitNames,
  type Json,
  type Outcome,
  PortolanError,
  type Recording,
  type RunResult,
  runResultOf,
} from "@portolan/core";
import { z } from "zod";
import { programSchema, requireProgramName } from "./border/require-program.ts";
import { endedByHost } from "./run/recorded-calls.ts";

/** What came of running a recording again. */
export interface Replay {
  outcome: Outcome;
  /** Where the run first did something else; absent when it did the same, byte for byte. */
  divergence?: Divergence;
  /** Versions that are not the recorded ones: where a divergence may come from. */
  versions: { name: string; recorded: string; replayed: string }[];
}

const json = z.string().refine(isJson, "is not JSON");
const whole = z.int().positive();
const failure = z.object({ name: z.string(), message: z.string(), data: z.unknown() });
const settle = z
  .object({ call: whole, ok: z.boolean(), text: json })
  .refine(({ ok, text }) => ok || failure.safeParse(JSON.parse(text)).success, "is no failure of a tool");
const recordingSchema = z
  .object({
    format: z.literal(1),
    program: programSchema,
    // Not z.json(), whose records lose a key named __proto__.
    input: z.array(z.unknown()),
    limits: z.record(z.enum(limitNames), z.number().nonnegative()),
    seed: z.number(),
    epochMs: z.number(),
    tools: z.record(z.string(), z.array(z.string())),
    calls: z.array(z.object({ call: whole, tool: z.string(), by: z.string(), text: json })),
    settles: z.array(settle),
    result: z.looseObject({ kind: z.string() }),
    logs: z.array(z.string()),
    logsCut: z.boolean(),
    versions: z.record(z.string(), z.string()),
  })
  .refine(({ calls }) => calls.every(({ call }, i) => call === i + 1), "its calls are not numbered from 1")
  .refine(({ calls, settles }) => {
    const settled = settles.map(({ call }) => call);
    return new Set(settled).size === settled.length && settled.every((call) => call <= calls.length);
  }, "it settles calls twice, or that were never made");

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads a recording that comes from a file; throws `recording-invalid`. */
export function parseRecording(given: unknown): Recording {
  const read = recordingSchema.safeParse(given);
  if (read.success) {
    const recording = read.data as unknown as Recording;
    requireProgramName(recording.program);
    return recording;
  }
  const [issue] = read.error.issues;
  throw new PortolanError("recording-invalid", "This is not the recording of a run.", {
    value: `${issue?.path.join(".") || "(the whole)"}: ${issue?.message}`,
    next: "Use what `outcome.recording` held, or a file that `portolan run --record FILE` wrote.",
  });
}

/** Compares a run with the recording that it was made from: calls, then console lines, then the result. */
export function compareReplay(
  recording: Recording,
  outcome: Outcome,
  divergedCall: Divergence | undefined,
  versions: Readonly<Record<string, string>>,
): Replay {
  const divergence = divergedCall ?? fewerCalls(recording, outcome) ?? differentEnd(recording, outcome);
  const names = new Set([...Object.keys(recording.versions), ...Object.keys(versions)]);
  const differing = [...names]
    .map((name) => ({
      name,
      recorded: recording.versions[name] ?? "none",
      replayed: versions[name] ?? "none",
    }))
    .filter(({ recorded, replayed }) => recorded !== replayed);
  return { outcome, ...(divergence && { divergence }), versions: differing };
}

function fewerCalls({ calls }: Recording, { toolCalls }: Outcome): Divergence | undefined {
  const missing = calls[toolCalls.length];
  if (!missing) return undefined;
  const { call, by, tool, text } = missing;
  return { at: `call ${call}`, recorded: `${by} calls ${tool} with ${text}`, replayed: null };
}

function differentEnd(recording: Recording, outcome: Outcome): Divergence | undefined {
  // A run that the host ended went as far as it came by then, and the next time comes as far or not.
  const byHost = endedByHost(recording.result);
  const lines = byHost
    ? Math.min(recording.logs.length, outcome.logs.length)
    : Math.max(recording.logs.length, outcome.logs.length);
  for (let i = 0; i < lines; i++) {
    const [recorded, replayed] = [recording.logs[i] ?? null, outcome.logs[i] ?? null];
    if (recorded !== replayed) return { at: `logs line ${i + 1}`, recorded, replayed };
  }
  if (byHost) return undefined;
  const recorded = jsonOf(recording.result);
  const replayed = jsonOf(runResultOf(outcome));
  return equalJson(recorded, replayed) ? undefined : { at: "result", recorded, replayed };
}

/** Results are JSON; their types do not say so. */
function jsonOf(result: RunResult): Json {
  return result as unknown as Json;
}
