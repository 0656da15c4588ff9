import stringWidth from "string-width";

/** Columns that a text takes in a terminal; colors take none, an ideograph takes two. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

/** The text on one line, cut to so many columns; what is cut shows as `…`. */
export function clip(text: string, columns: number | undefined): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (columns === undefined || textWidth(line) <= columns) return line;
  let kept = "";
  let width = 1;
  for (const character of line) {
    width += textWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return columns < 1 ? "" : `${kept.trimEnd()}…`;
}

/** Fills a text up with spaces to so many columns. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, columns - textWidth(text)));
  return align === "left" ? text + space : space + text;
}
