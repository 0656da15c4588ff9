import { isDeepStrictEqual } from "node:util";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  parse,
  type ParseError,
  parseTree,
  printParseErrorCode,
  stripComments,
} from "jsonc-parser";
import { listReplaced } from "./json-list.ts";
import {
  entryName,
  type Place,
  type ServerEntry,
  SettingsFault,
  type SettingsFormat,
} from "./settings-format.ts";

const lenient = { allowTrailingComma: true };

/** JSON as an agent reads it; `comments` where it reads those, and commas at an end. */
export function jsonFormat({ comments }: { comments: boolean }): SettingsFormat {
  const options = { disallowComments: !comments, allowTrailingComma: comments };
  return {
    parse(text) {
      if (isBlank(text, comments)) return {};
      const errors: ParseError[] = [];
      const value: unknown = parse(text, errors, options);
      const [first] = errors;
      if (first) {
        const said = printParseErrorCode(first.error);
        // What an editor lets pass, this agent does not.
        const lax: ParseError[] = [];
        parse(text, lax, lenient);
        if (lax.length === 0)
          throw new SettingsFault(
            "has a comment or a comma at an end, which it cannot read",
            placeOf(text, first.offset),
          );
        throw new SettingsFault(`is not JSON (${said})`, placeOf(text, first.offset));
      }
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        return value as Record<string, unknown>;
      throw new SettingsFault("holds no JSON object", { line: 1, column: 1 });
    },
    withEntry(text, servers, entry) {
      if (isBlank(text, comments)) {
        const end = text.includes("\r\n") ? "\r\n" : "\n";
        const before = text === "" || text.endsWith("\n") ? text : text + end;
        const whole = JSON.stringify({ [servers]: { [entryName]: entry } }, null, 2);
        return `${text.trim() === "" ? "" : before}${whole.replaceAll("\n", end)}${end}`;
      }
      const root = parseTree(text, [], lenient) as Node;
      const map = findNodeAtLocation(root, [servers]);
      if (!map) return inserted(text, root, servers, { [entryName]: entry });
      const existing = findNodeAtLocation(map, [entryName]);
      return existing ? updated(text, servers, entry) : inserted(text, map, entryName, entry);
    },
    withoutEntry(text, servers) {
      if (isBlank(text, comments)) return text;
      const root = parseTree(text, [], lenient) as Node;
      const map = findNodeAtLocation(root, [servers]);
      const own = map && findNodeAtLocation(map, [entryName])?.parent;
      if (!map?.parent || !own) return text;
      return without(text, holdsNothingElse(text, map, own) ? map.parent : own);
    },
  };
}

/** First in its object, so that no comma or comment of the others has to move, and it can be taken out again without a trace. */
function inserted(text: string, object: Node, key: string, value: unknown): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const outer = unit.repeat(depthOf(object));
  const lines = `${JSON.stringify(key)}: ${JSON.stringify(value, null, unit)}`.split("\n");
  const property = lines.map((line) => `${outer}${unit}${line}`).join(lineEnd);
  const isEmpty = (object.children?.length ?? 0) === 0;
  const start = object.offset + 1;
  const after = text.slice(start);
  // What an empty object holds is white space, or a comment of somebody; one in its first line goes on standing where it did.
  const isBare = !/^[ \t]*\/[/*]/.test(after);
  const rest = isEmpty ? (isBare ? after.replace(/^\s*/, `${lineEnd}${outer}`) : after) : `,${after}`;
  return `${text.slice(0, start)}${lineEnd}${property}${rest}`;
}

function updated(text: string, servers: string, entry: ServerEntry): string {
  return Object.entries(entry).reduce((now, [field, value]) => {
    const object = findNodeAtLocation(parseTree(now, [], lenient) as Node, [servers, entryName]) as Node;
    const found = findNodeAtLocation(object, [field]);
    if (!found) return inserted(now, object, field, value);
    if (isDeepStrictEqual(getNodeValue(found), value)) return now;
    const whole = now.slice(0, found.offset) + JSON.stringify(value) + now.slice(found.offset + found.length);
    if (found.type !== "array" || !Array.isArray(value)) return whole;
    const byElement = listReplaced(now, found, value, without);
    return isDeepStrictEqual(parse(byElement, [], lenient), parse(whole, [], lenient)) ? byElement : whole;
  }, text);
}

/** True for a text of nothing, or of comments alone where those may be. */
function isBlank(text: string, comments: boolean): boolean {
  return (comments ? stripComments(text) : text).trim() === "";
}

/** False where somebody's comment, or another entry, would go with the map. */
function holdsNothingElse(text: string, map: Node, { offset, length }: Node): boolean {
  const others =
    text.slice(map.offset + 1, offset) + text.slice(offset + length, map.offset + map.length - 1);
  return /^[\s,]*$/.test(others);
}

/** Without a property or an element, the space before it, and one comma. */
function without(text: string, part: Node): string {
  const before = text.slice(0, part.offset).trimEnd();
  const after = text.slice(part.offset + part.length);
  const comma = /^\s*,/.exec(after)?.[0];
  if (comma !== undefined) return before + after.slice(comma.length);
  const left = before.replace(/,$/, "");
  // Nothing is left of an object that held nothing else.
  return left.endsWith("{") ? left + after.replace(/^\s*\}/, "}") : left + after;
}

function depthOf({ parent }: Node): number {
  let depth = 0;
  for (let node = parent; node; node = node.parent) if (node.type === "object") depth += 1;
  return depth;
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
