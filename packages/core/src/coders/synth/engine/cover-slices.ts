import { callOf, constantOf } from "./build.ts";
import type { Piece, Target } from "./cover-ground.ts";
import { type Entry, usesNothing } from "./entry.ts";
import type { TypeId } from "./type-table.ts";
import { sameValue } from "./value.ts";

/** Pieces that are slices of an input between two numbers of the bank. */
export interface SlicePieces {
  /** True when the entry can take part in slices. */
  observe(entry: Entry): boolean;
  /** All slices that the outputs continue with. */
  from(at: number[]): Piece[];
}

/** A number of the bank as a place in a source: where it is on each row. */
interface Position {
  entry: Entry;
  values: number[];
}

interface Source {
  entry: Entry;
  values: Target[];
  /** Distinct positions by their value on the first row. */
  positions: Position[][];
  known: Set<string>;
}

const mostSources = 6;
const mostPositions = 800;
const dearestSource = 9;
const dearestPosition = 16;

/** The two positions are found apart from each other, so a slice costs the search their sum and not their product. */
export function slicePieces(
  type: TypeId,
  rows: readonly number[],
  targets: Target[],
  numberId: TypeId,
): SlicePieces {
  const sources: Source[] = [];
  const numbers: Entry[] = [];
  return {
    observe(entry) {
      if (entry.type === numberId) {
        if (entry.cost > dearestPosition) return false;
        numbers.push(entry);
        let fresh = false;
        for (const source of sources) fresh = addPosition(source, entry, rows) || fresh;
        return fresh;
      }
      if (entry.type !== type || entry.uses === usesNothing) return false;
      if (sources.length >= mostSources || entry.cost > dearestSource) return false;
      const values = rows.map((row) => entry.values[row] as Target);
      const source: Source = { entry, values, positions: [], known: new Set() };
      for (const number of numbers) addPosition(source, number, rows);
      sources.push(source);
      return true;
    },
    from(at) {
      const pieces: Piece[] = [];
      for (const source of sources) addSlices(pieces, source, targets, at, type, numberId);
      return pieces;
    },
  };
}

function addPosition(source: Source, number: Entry, rows: readonly number[]): boolean {
  if (source.known.size >= mostPositions) return false;
  const values: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const position = number.values[rows[i] as number] as number;
    const { length } = source.values[i] as Target;
    if (!Number.isInteger(position)) return false;
    values.push(position < 0 ? Math.max(0, position + length) : Math.min(position, length));
  }
  const key = values.join();
  if (source.known.has(key)) return false;
  source.known.add(key);
  (source.positions[values[0] as number] ??= []).push({ entry: number, values });
  return true;
}

function addSlices(
  pieces: Piece[],
  source: Source,
  targets: Target[],
  at: number[],
  type: TypeId,
  numberId: TypeId,
): void {
  const text = typeof targets[0] === "string";
  const wanted = targets[0]?.[at[0] as number];
  const first = source.values[0] as Target;
  for (let start = 0; start < first.length; start++) {
    const starts = source.positions[start];
    if (!starts || !sameValue(first[start], wanted)) continue;
    for (const from of starts) {
      const reach = reachOf(source.values, from.values, targets, at);
      if (!reach) continue;
      const fromStart = from.entry.uses === usesNothing && from.entry.values[0] === 0;
      const slice = (to: Position | undefined): Piece => ({
        expression: sliceCall(
          source.entry,
          fromStart ? constantOf(numberId, 0) : from.entry.expression,
          to,
          text,
          fromStart,
        ),
        cost:
          source.entry.cost +
          4 +
          (fromStart ? 0 : from.entry.cost) +
          (to ? to.entry.cost + (fromStart ? 0 : 2) : 0),
        spread: !text,
        ends: at.map(
          (p, row) =>
            p +
            (to ? (to.values[row] as number) : (source.values[row] as Target).length) -
            (from.values[row] as number),
        ),
      });
      if (!fromStart && reachesEnd(source.values, from.values, reach)) pieces.push(slice(undefined));
      for (let end = start + 1; end <= start + (reach[0] as number); end++) {
        for (const to of source.positions[end] ?? [])
          if (isWithin(from.values, to.values, reach)) pieces.push(slice(to));
      }
    }
  }
}

function sliceCall(
  source: Entry,
  from: Entry["expression"],
  to: Position | undefined,
  text: boolean,
  fromStart: boolean,
): Piece["expression"] {
  const { type, expression } = source;
  if (!to) return callOf(text ? "textFrom" : "from", type, expression, from);
  if (fromStart) return callOf(text ? "textTo" : "to", type, expression, to.entry.expression);
  return callOf(text ? "textSlice" : "slice", type, expression, from, to.entry.expression);
}

function reachesEnd(sources: Target[], from: number[], reach: number[]): boolean {
  for (let row = 0; row < sources.length; row++) {
    if ((sources[row] as Target).length - (from[row] as number) > (reach[row] as number)) return false;
  }
  return true;
}

function isWithin(from: number[], to: number[], reach: number[]): boolean {
  for (let row = 0; row < from.length; row++) {
    const length = (to[row] as number) - (from[row] as number);
    if (length <= 0 || length > (reach[row] as number)) return false;
  }
  return true;
}

/** How many items the outputs go on like the sources do, or `undefined` if on some row not even one. */
function reachOf(sources: Target[], from: number[], targets: Target[], at: number[]): number[] | undefined {
  for (let row = 0; row < sources.length; row++) {
    const item = sources[row]?.[from[row] as number];
    if (item === undefined || !sameValue(item, targets[row]?.[at[row] as number])) return undefined;
  }
  return sources.map((source, row) => {
    const target = targets[row] as Target;
    let length = 1;
    while (true) {
      const item = source[(from[row] as number) + length];
      if (item === undefined || !sameValue(item, target[(at[row] as number) + length])) return length;
      length++;
    }
  });
}
