import type { Attack, AttackClass, Expectation } from "./attack.ts";

const begin = "<!-- The tables are written by `pnpm docs:security`. -->";

/** The page with its tables written anew; what stands above them is kept. */
export function securityPage(page: string, classes: readonly AttackClass[]): string {
  const [head] = page.split(begin);
  return `${(head as string).trimEnd()}\n\n${begin}\n\n${classes.map(tableOf).join("\n\n")}\n`;
}

function tableOf({ title, about, attacks }: AttackClass): string {
  const rows = attacks.map((attack) => `| \`${attack.id}\` | ${cell(attack.tries)} | ${outcomeOf(attack)} |`);
  const head = ["| attack | a program … | what must happen |", "| --- | --- | --- |"];
  return [`### ${title}`, "", about, "", ...head, ...rows].join("\n");
}

function outcomeOf({ expect, quickjs }: Attack): string {
  const usual = describeExpectation(expect);
  if (quickjs === undefined) return usual;
  const other = typeof quickjs === "string" ? `not tried, ${quickjs}` : describeExpectation(quickjs);
  return other === usual ? usual : `${usual}; with QuickJS ${other}`;
}

function describeExpectation(expected: Expectation): string {
  const { kind, says } = expected;
  const detail = says ?? detailOf(expected);
  const kinds = [kind].flat().map(code).join(" or ");
  return detail ? `${kinds}: ${cell(detail)}` : kinds;
}

function detailOf({ kind, value, name, limit, specifier, by }: Expectation): string {
  switch (kind) {
    case "value":
      return value === undefined ? "" : code(JSON.stringify(value));
    case "error":
      return code(name);
    case "timeout":
      return limit === "cpuMs" ? code(limit) : "";
    case "limit":
      return code(limit);
    case "denied":
      return specifier === undefined ? "" : `${code(specifier)} to ${code(by)}`;
    default:
      return "";
  }
}

function code(text: string | undefined): string {
  if (text === undefined) return "";
  const clipped = text.length > 70 ? `${text.slice(0, 70)}…` : text || '""';
  return `\`${clipped.replaceAll("`", "'")}\``;
}

/** Text as it may stand in a table: escapes what would end the cell, shows what would not be seen. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "�");
}
