import type { SyntaxTree } from "../sandbox/syntax-tree.ts";
import type { Site, sitesOf } from "./sites-of.ts";

/** The module that switched programs ask what to do at a site, and tell what they did. */
export const switchesSpecifier = "#program/switch-board.js";

interface Insertion {
  at: number;
  /** In one place, lower ones come first. */
  rank: number;
  text: string;
}

/**
 * A program that notes which way it goes at each of its sites, and does otherwise at one of them when it is told to: a condition holds
 * or not, an operand is left out, a call gives back what it was given. Turns of loops are counted, so that it ends for certain.
 */
export function switchedSource({ source }: SyntaxTree, { sites, loops }: ReturnType<typeof sitesOf>): string {
  let name = "sw";
  while (source.includes(name)) name += "_";
  const insertions = [
    ...sites.flatMap((site, index) => insertionsAt(site, index, name)),
    ...loops.flatMap((body, index) => [
      open(body.start, index - loops.length, `{ ${name}.step(); `),
      close(body.end, index - loops.length, " }"),
    ]),
  ];
  let text = `import { switches as ${name} } from "${switchesSpecifier}"; `;
  let from = 0;
  for (const { at, text: inserted } of insertions.toSorted((a, b) => a.at - b.at || a.rank - b.rank)) {
    text += source.slice(from, at) + inserted;
    from = at;
  }
  return text + source.slice(from);
}

function insertionsAt(site: Site, index: number, name: string): Insertion[] {
  const { at } = site;
  const begin = (text: string, place = at.start): Insertion => open(place, index, text);
  const finish = (text: string, place = at.end): Insertion => close(place, index, text);
  switch (site.kind) {
    case "condition":
      return [begin(`${name}.way(${index}, (`), finish("))")];
    case "operand":
      return [
        begin(`${name}.way(${index}, (`),
        finish(`), ${JSON.stringify(site.sign)})`),
        begin(`(${name}.isSkipped(${index}) ? undefined : (`, site.right.start),
        finish("))", site.right.end),
      ];
    case "clause": {
      const isStatement = site.entry.start === site.entry.end;
      return [
        begin(
          isStatement ? `${name}.way(${index}, false);` : `(${name}.way(${index}, false), (`,
          site.entry.start,
        ),
        ...(isStatement ? [] : [finish("))", site.entry.end)]),
        begin(`${name}.way(${index}, true);`),
      ];
    }
    case "term":
      return [begin(`(${name}.leaves(${index}) ? ${site.none} : (`), finish("))")];
    case "bound":
      return [begin(`${name}.bound(${index}, `), finish(`, ${site.none})`)];
    case "method":
      return [
        begin(`${name}.call(${index}, (`),
        finish(`), (${name}_it) => (${name}_it`, site.on.end),
        finish("))"),
      ];
    case "call":
      return [
        begin(`${name}.called(${index}, (${name}_it) => `),
        begin(`${name}_it), (`, site.argument.start),
        finish(")"),
      ];
  }
}

// Ends come before beginnings in one place; of ends those of what stands further in, of beginnings those of what stands further out.
function open(at: number, index: number, text: string): Insertion {
  return { at, rank: 1e6 + index, text };
}

function close(at: number, index: number, text: string): Insertion {
  return { at, rank: -index, text };
}
