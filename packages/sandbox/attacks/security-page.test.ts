import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { attackClasses } from "./all-attacks.ts";
import { returns, throws } from "./attack.ts";
import { securityPage } from "./security-page.ts";

/** The formatter aligns the columns. */
const unaligned = (page: string): string => page.replaceAll(/ +\|/g, " |").replaceAll(/-{3,}/g, "---");

it("docs/security.md has the tables of today; run `pnpm docs:security` when it does not", () => {
  const page = readFileSync(new URL("../../../docs/security.md", import.meta.url), "utf8");
  expect(unaligned(page)).toBe(unaligned(securityPage(page, attackClasses)));
});

it("writes a row for each attack, and what differs with QuickJS", () => {
  const attacks = [
    { id: "a", tries: "tries a | b", expect: returns([1]) },
    { id: "b", tries: "tries", expect: throws("TypeError"), quickjs: "there is no Intl" },
  ];
  const page = securityPage("head\n", [{ name: "one", title: "One", about: "About.", attacks }]);
  expect(page).toBe(`head

<!-- The tables are written by \`pnpm docs:security\`. -->

### One

About.

| attack | a program … | what must happen |
| --- | --- | --- |
| \`a\` | tries a \\| b | \`value\`: \`[1]\` |
| \`b\` | tries | \`error\`: \`TypeError\`; with QuickJS not tried, there is no Intl |
`);
});
