import { typeText, type ValueType } from "../task/signature.ts";
import type { Field, Shape } from "./shape.ts";

/**
 * Reads a type as a shape. Names that are not of the language are unknown; where the text is something else altogether, such
 * as a function type, the whole is.
 */
export function shapeOf(type: ValueType): Shape {
  const reader = new Reader(typeText(type).match(token) ?? []);
  try {
    const shape = reader.union();
    return reader.isDone() ? shape : { kind: "unknown" };
  } catch (thrown) {
    if (thrown instanceof NotRead) return { kind: "unknown" };
    throw thrown;
  }
}

const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|[A-Za-z_$][\w$]*|\S/g;

class NotRead extends Error {}

const words: Readonly<Record<string, Shape>> = {
  number: { kind: "number" },
  string: { kind: "string" },
  boolean: { kind: "boolean" },
  null: { kind: "null" },
  true: { kind: "literal", value: true },
  false: { kind: "literal", value: false },
};

class Reader {
  #next = 0;
  /** Whether the union read last has `undefined` among its members. */
  #mayLack = false;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  isDone(): boolean {
    return this.#next === this.#tokens.length;
  }

  /** Nothing is `undefined` in JSON, so that member of a union is left out. */
  union(): Shape {
    this.#take("|");
    const members = [this.#list()];
    while (this.#take("|")) members.push(this.#list());
    const shapes = members.flatMap((one) => (one?.kind === "union" ? one.of : one ? [one] : []));
    this.#mayLack = members.includes(undefined);
    const [only] = shapes;
    if (!only) throw new NotRead();
    return shapes.length === 1 ? only : { kind: "union", of: shapes };
  }

  #list(): Shape | undefined {
    let shape = this.#one();
    while (this.#peek() === "[" && this.#tokens[this.#next + 1] === "]") {
      this.#next += 2;
      if (!shape) throw new NotRead();
      shape = { kind: "array", of: shape };
    }
    return shape;
  }

  #one(): Shape | undefined {
    const word = this.#tokens[this.#next++] ?? "";
    if (word === "(") return this.#until(")", () => this.union());
    if (word === "[") return { kind: "tuple", items: this.#items() };
    if (word === "{") return this.#record();
    if (/^["']/.test(word)) return { kind: "literal", value: textOf(word) };
    if (/^-?\d/.test(word)) return { kind: "literal", value: Number(word) };
    if (word === "readonly") return this.#list();
    if (word === "undefined") return undefined;
    if (Object.hasOwn(words, word)) return words[word];
    if (!/^[A-Za-z_$]/.test(word)) throw new NotRead();
    return this.#named(word);
  }

  #named(word: string): Shape {
    if (!this.#take("<")) return { kind: "unknown" };
    const given: Shape[] = [];
    do given.push(this.union());
    while (this.#take(","));
    this.#expect(">");
    const [first, second] = given as [Shape, Shape?];
    if (word === "Array" || word === "ReadonlyArray") return { kind: "array", of: first };
    if (word === "Readonly") return first;
    if (word === "Record" && first.kind === "string" && second) return { kind: "map", of: second };
    return { kind: "unknown" };
  }

  #items(): Shape[] {
    const items: Shape[] = [];
    while (!this.#take("]")) {
      items.push(this.union());
      if (!this.#take(",") && this.#peek() !== "]") throw new NotRead();
    }
    return items;
  }

  #record(): Shape {
    const fields: Record<string, Field> = {};
    let rest: Shape | undefined;
    while (!this.#take("}")) {
      this.#take("readonly");
      if (this.#take("[")) {
        this.#next += 1;
        for (const part of [":", "string", "]", ":"]) this.#expect(part);
        rest = this.union();
      } else {
        const [name, field] = this.#field();
        fields[name] = field;
      }
      if (!this.#take(";") && !this.#take(",") && this.#peek() !== "}") throw new NotRead();
    }
    if (!rest) return { kind: "record", fields };
    if (Object.keys(fields).length > 0) throw new NotRead();
    return { kind: "map", of: rest };
  }

  #field(): [string, Field] {
    const word = this.#tokens[this.#next++] ?? "";
    if (!/^[A-Za-z_$"']/.test(word)) throw new NotRead();
    const marked = this.#take("?");
    this.#expect(":");
    const shape = this.union();
    // `name: string | undefined` is met by a record without it, in JSON.
    const optional = marked || this.#mayLack;
    return [/^["']/.test(word) ? textOf(word) : word, { shape, optional }];
  }

  #until<T>(end: string, read: () => T): T {
    const value = read();
    this.#expect(end);
    return value;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(word: string): boolean {
    if (this.#peek() !== word) return false;
    this.#next++;
    return true;
  }

  #expect(word: string): void {
    if (!this.#take(word)) throw new NotRead();
  }
}

/** The text that a literal stands for. */
function textOf(quoted: string): string {
  const inner = quoted.slice(1, -1).replaceAll("\\'", "'");
  try {
    return JSON.parse(`"${quoted.startsWith("'") ? inner.replaceAll('"', '\\"') : inner}"`) as string;
  } catch {
    throw new NotRead();
  }
}
