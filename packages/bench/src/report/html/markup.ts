/** Text of HTML or SVG that is whole: every text in it has been escaped. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;
/** What stands in an element: text is escaped, markup is taken as it is. */
export type Content = string | number | Markup | readonly Content[] | undefined;

const empty = new Set(["meta", "link", "line", "circle", "rect", "path", "polygon", "br"]);

/** An element; attributes that are undefined are left out, and numbers are cut to two digits after the point. */
export function element(name: string, attributes: Attributes = {}, ...content: Content[]): Markup {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === "number" ? short(value) : value)}"`],
  );
  const inside = markupOf(content);
  const head = `<${name}${given.join("")}>`;
  return {
    markup: inside === "" && empty.has(name) ? head.replace(/>$/, "/>") : `${head}${inside}</${name}>`,
  };
}

/** The same as text. */
export function markupOf(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string" || typeof content === "number") return escaped(String(content));
  return "markup" in content ? content.markup : content.map(markupOf).join("");
}

/** A name as an id: what links and labels refer to has no spaces. */
export function anchor(name: string): string {
  return name.replace(/[^\w-]+/g, "-");
}

/** A number of a drawing: two digits after the point are finer than any screen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
