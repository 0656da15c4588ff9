import { type Act, type Hypothesis, keyOf, type Knowledge } from "./knowledge.ts";

/** What can be had by all that is known, and how. */
export interface Feasible {
  /** In how many steps a call can be made; absent where it cannot be by what is known. */
  rankOf: (act: Act) => number | undefined;
  /** What to do about a thing that a call misses: the likeliest of what leads nowhere back, else the likeliest. */
  choose: (act: Act, thing: string) => Hypothesis | undefined;
  /** Things that stand between what is known and the call, nearest first; none where it can be made. */
  unknown: string[];
}

/**
 * Finds a way to a call that never needs a thing in order to have that very thing: calls that need nothing can be made, then those that need
 * only what these bring, and so on. Where one way is barred or leads in a circle, another one is taken.
 */
export function feasible(root: Act, knowledge: Knowledge): Feasible {
  const nodes = reachable(root, knowledge);
  const ranks = new Map<string, number>();
  const chosen = new Map<string, Hypothesis>();
  const isOpen = ({ have, stage }: Hypothesis, thing: string): boolean =>
    actsOf({ have, stage }, thing).every((act) => ranks.has(keyOf(act)));
  for (let rank = 0, more = true; more; rank++) {
    const found = [...nodes.values()].flatMap(({ act, needs }) => {
      if (ranks.has(keyOf(act))) return [];
      const ways = needs.map(({ thing, hypotheses }) => hypotheses.find((one) => isOpen(one, thing)));
      return ways.every((way) => way !== undefined) ? [{ act, needs, ways }] : [];
    });
    // What is found in a round opens others in the next one: within a round nothing can need each other.
    for (const { act, needs, ways } of found) {
      ranks.set(keyOf(act), rank);
      for (const [at, { thing }] of needs.entries())
        chosen.set(`${keyOf(act)} ${thing}`, ways[at] as Hypothesis);
    }
    more = found.length > 0;
  }
  preferLikely(nodes, ranks, chosen);
  return {
    rankOf: (act) => ranks.get(keyOf(act)),
    choose: (act, thing) => chosen.get(`${keyOf(act)} ${thing}`) ?? knowledge.hypotheses(act, thing)[0],
    unknown: unknownOf(root, nodes, ranks, knowledge),
  };
}

/** The calls that a way takes besides that of a skill. */
export function actsOf({ have, stage }: Pick<Hypothesis, "have" | "stage">, thing: string): Act[] {
  const tools = [have?.kind === "tool" ? have.tool : undefined, stage];
  return tools.flatMap((tool) => (tool ? [{ tool, thing }] : []));
}

interface Node {
  act: Act;
  needs: { thing: string; hypotheses: Hypothesis[] }[];
}

function reachable(root: Act, knowledge: Knowledge): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const open = [root];
  for (let act = open.shift(); act; act = open.shift()) {
    if (nodes.has(keyOf(act))) continue;
    const of = act;
    const needs = knowledge
      .needsOf(of)
      .map(({ thing }) => ({ thing, hypotheses: knowledge.hypotheses(of, thing) }));
    nodes.set(keyOf(of), { act: of, needs });
    for (const { thing, hypotheses } of needs) {
      for (const one of hypotheses) open.push(...actsOf(one, thing));
    }
  }
  return nodes;
}

/** Takes likelier ways where they are open too, and do not lead in a circle. */
function preferLikely(
  nodes: ReadonlyMap<string, Node>,
  ranks: ReadonlyMap<string, number>,
  chosen: Map<string, Hypothesis>,
): void {
  /** Whether calls need, sooner or later, a call or a thing. */
  const leadsTo = (from: readonly string[], call: string, what: string): boolean => {
    const seen = new Set(from);
    for (const key of seen) {
      if (key === call) return true;
      for (const { thing } of nodes.get(key)?.needs ?? []) {
        if (thing === what) return true;
        const way = chosen.get(`${key} ${thing}`);
        for (const act of way ? actsOf(way, thing) : []) seen.add(keyOf(act));
      }
    }
    return false;
  };
  for (const key of ranks.keys()) {
    for (const { thing, hypotheses } of nodes.get(key)?.needs ?? []) {
      const likelier = hypotheses.find((one) => {
        const acts = actsOf(one, thing).map(keyOf);
        return acts.every((act) => ranks.has(act)) && !leadsTo(acts, key, thing);
      });
      if (likelier) chosen.set(`${key} ${thing}`, likelier);
    }
  }
}

/** What bars the likeliest ways; of all ways, where there is nothing to be asked about those. */
function unknownOf(
  root: Act,
  nodes: ReadonlyMap<string, Node>,
  ranks: ReadonlyMap<string, number>,
  knowledge: Knowledge,
): string[] {
  const barring = (ways: number): string[] => {
    const found = new Set<string>();
    const circular = new Set<string>();
    const seen = new Set<string>();
    const open = [keyOf(root)];
    for (let key = open.shift(); key !== undefined; key = open.shift()) {
      if (seen.has(key) || ranks.has(key)) continue;
      seen.add(key);
      for (const { thing, hypotheses } of nodes.get(key)?.needs ?? []) {
        if (hypotheses.length === 0) found.add(thing);
        const acts = hypotheses.map((one) => actsOf(one, thing).map(keyOf));
        if (acts.some((all) => all.every((one) => ranks.has(one)))) continue;
        circular.add(thing);
        open.push(...acts.slice(0, ways).flat());
      }
    }
    return found.size > 0 ? [...found] : [...circular];
  };
  const likely = barring(1);
  return likely.some((thing) => knowledge.unasked(thing).length > 0) ? likely : barring(Infinity);
}
