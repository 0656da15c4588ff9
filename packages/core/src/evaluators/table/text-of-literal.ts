const simple: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  0: "\0",
};

/** The text that a literal stands for, its quotes and escapes resolved. */
export function textOfLiteral(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|\r\n|([^]))/gi, (_, ...groups) => {
      const [long, short, byte, char] = groups as (string | undefined)[];
      const code = Number.parseInt(long ?? short ?? byte ?? "", 16);
      if (Number.isInteger(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : "";
      return char === undefined || char === "\n" ? "" : (simple[char] ?? char);
    });
}
