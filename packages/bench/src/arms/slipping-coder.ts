import {
  type Coder,
  digestOf,
  type Json,
  mutantsOf,
  PortolanError,
  type Program,
  type Sandbox,
} from "@portolan/core";

/** What decides what is drawn by lot in an episode. */
export interface Lots {
  seed: number;
  /** 2 for a task that came back, 1 when absent. */
  visit?: number;
}

/** How a coder slips. */
export interface Slips extends Lots {
  /** Of its programs, the share that gets a mistake: from 0 to 1. */
  share: number;
  /** Parses the programs. */
  sandbox: Sandbox;
}

/**
 * A coder that slips where another does not: in some of the programs that it hands in stands one small mistake, as audits make them, whatever
 * it tried before. It stands in for coders that err more than the built-in ones, to see what finds their mistakes. The same seed, task,
 * visit and attempt give the same slip.
 */
export function slippingCoder(coder: Coder, { share, seed, visit = 1, sandbox }: Slips): Coder {
  return {
    id: `${coder.id}:slips-${share}`,
    async write(request, budget) {
      // A task came back because it had failed, maybe by its slips: with the same ones it would fail again.
      const episode = { seed, task: request.task.id, ...(visit > 1 && { visit }) };
      const attempt = { ...episode, attempt: budget.spent.attempts };
      const draft = await coder.write(request, budget);
      if (draft.kind !== "programs") return draft;
      const programs: Program[] = [];
      for (const [i, program] of draft.programs.entries()) {
        const isSlip = shareOf({ ...attempt, program: i }) < share;
        const lot = { ...attempt, program: i, mistake: true };
        programs.push(isSlip ? await withMistake(program, sandbox, lot) : program);
      }
      return { ...draft, programs: programs as [Program, ...Program[]] };
    },
    ended: (budget, how) => coder.ended?.(budget, how),
  };
}

/** The program with one mistake drawn from all that can be made in it; as it is where there is none. */
async function withMistake(program: Program, sandbox: Sandbox, lot: Json): Promise<Program> {
  if (!sandbox.parse) {
    throw new PortolanError("config", "A coder can only slip where the sandbox parses programs.", {
      next: "Leave slips out of the arm, or give the agent a sandbox with `parse`.",
    });
  }
  const [tree] = await sandbox.parse([program.source]);
  const mistakes = tree ? mutantsOf(tree) : [];
  const drawn = mistakes[Math.floor(shareOf(lot) * mistakes.length)];
  return drawn ? { ...program, source: drawn.source } : program;
}

/** A number from 0 to 1 that looks random, of the digest of a value. */
function shareOf(value: Json): number {
  return Number.parseInt(digestOf(value).slice(0, 8), 16) / 2 ** 32;
}
