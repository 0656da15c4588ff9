import type { Compiled } from "./compile.ts";
import type { Value } from "./value.ts";

/** A program that fits all examples. */
export interface Answer {
  run: Compiled;
  /** The whole module. */
  text: () => string;
  /** Names of the skills it calls. */
  skills: string[];
  /** How often it uses each operation. */
  operations: Record<string, number>;
  /** Name of the skill that it is with other literals, where it is one. */
  from?: string;
  cost: number;
  /** Everything up to this cost had been tried when it was found. */
  level: number;
}

/**
 * The programs found, cheapest first, one for each behaviour on the probes. An answer is settled only after the search
 * has gone on for a while, because a simpler program may turn up.
 */
export class Answers {
  private readonly waiting: Answer[] = [];
  private readonly behaviours = new Set<string>();
  readonly settled: Answer[] = [];
  private settleAt = Infinity;

  private readonly probes: readonly Value[][];
  private readonly refused: ReadonlySet<string>;

  /** @param refused Modules that are no answers: a search that is made again with less to spend comes upon them again, not always in the same order. */
  constructor(probes: readonly Value[][], refused: ReadonlySet<string>) {
    this.probes = probes;
    this.refused = refused;
  }

  /**
   * A program that fits.
   * @param longest The most evaluations to wait for a simpler one.
   */
  add(answer: Answer, evaluations: number, longest = Infinity): void {
    this.waiting.push(answer);
    const beyond = Math.max(0, answer.cost - answer.level);
    this.settleAt = Math.min(this.settleAt, evaluations + Math.min(longest, patience(beyond)));
  }

  /** Settles the best program found so far, when it is time. */
  tick(evaluations: number): void {
    if (evaluations >= this.settleAt) this.settle();
  }

  /** Settles the best of the programs that wait, unless it was refused before; false when there is none. */
  settle(): boolean {
    this.settleAt = Infinity;
    this.waiting.sort((a, b) => a.cost - b.cost);
    while (this.waiting.length > 0) {
      const answer = this.waiting.shift() as Answer;
      const behaviour = this.behaviourOf(answer);
      if (this.behaviours.has(behaviour)) continue;
      this.behaviours.add(behaviour);
      if (!this.refused.has(answer.text())) this.settled.push(answer);
      return true;
    }
    return false;
  }

  private behaviourOf({ run }: Answer): string {
    return JSON.stringify(
      this.probes.map((probe) => {
        try {
          return run([...probe]) ?? null;
        } catch {
          return null;
        }
      }),
    );
  }
}

/** Evaluations the search goes on for after a program was found that costs so much more than what has been tried. */
function patience(beyond: number): number {
  return 100 + Math.floor(200 * beyond ** 1.5);
}
