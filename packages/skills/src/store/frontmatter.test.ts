import { expect, it } from "vitest";
import { parse } from "yaml";
import { frontmatterText, parseFrontmatter } from "./frontmatter.ts";

const metadata = { digest: "ab12", uses: "", version: "1" };
const texts = [
  "Adds numbers.",
  'With "quotes", a \\ backslash, a # hash, and a: colon',
  "line\nline\r\n\ttab",
  "true",
  "control \u0007 \u0085 \u2028 \ufeff",
  "Größe 😀",
  "half \ud83d",
];

it.each(texts)("reads the head that it writes as YAML does: %j", (description) => {
  const text = frontmatterText({ name: "add-one", description, license: "MIT", metadata });
  const head: unknown = parse(text.slice(4, -4));
  expect(parseFrontmatter(text)).toEqual({ name: "add-one", description, metadata });
  expect(head).toMatchObject({ name: "add-one", description, metadata });
});

it.each([
  ["a comment", "name: a\ndescription: b # c\nmetadata:\n  key: d"],
  ["another order", "metadata:\n  key: d\nname: a\ndescription: b"],
  ["a block", "name: a\ndescription: >\n  b\n  c\nmetadata:\n  key: d"],
  ["a list beside", "name: a\ndescription: b\nmetadata:\n  key: d\nmore: [1]"],
  ["single quotes", "name: 'a'\ndescription: b\nmetadata:\n  key: 'd'"],
  ["a flow map", "name: a\ndescription: b\nmetadata: { key: d }"],
])("reads what people write as YAML: %s", (_, head) => {
  const { name, description, metadata: read } = parse(head) as Record<string, unknown>;
  expect(parseFrontmatter(`---\n${head}\n---\n`)).toEqual({ name, description, metadata: read });
});

it.each([
  ["a key twice", 'name: a\ndescription: "b"\nmetadata:\n  key: "d"\n  key: "e"', "not YAML"],
  ["a name that is no text", 'name: true\ndescription: "b"\nmetadata:\n  key: "d"', "no name"],
  ["no metadata", 'name: a\ndescription: "b"\nmetadata:', "no metadata"],
  ["a value that is no string", "name: a\ndescription: b\nmetadata:\n  key: null", "metadata.key"],
])("refuses %s", (_, head, problem) => {
  expect(() => parseFrontmatter(`---\n${head}\n---\n`)).toThrow(problem);
});
