// The programs that the scripted agent writes. It writes the same ones whether or not it has a library.

/** How it writes a reader of dates the first time, every time: it forgets months that are written out. */
export const firstDateAtFirst = `export function firstDate(text: string): string | null {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const forms = /(\\d{4})-?(\\d{2})-?(\\d{2})|(\\d{1,2})[ /]([A-Z][a-z]{2})[ /](\\d{4})/g;
  for (const [, year, month, day, dayBefore = "", name = "", yearAfter] of text.matchAll(forms)) {
    const m = month ?? String(months.indexOf(name) + 1).padStart(2, "0");
    const d = day ?? dayBefore.padStart(2, "0");
    if (m >= "01" && m <= "12" && d >= "01" && d <= "31") return (year ?? yearAfter) + "-" + m + "-" + d;
  }
  return null;
}
`;

/** How it writes it once it has seen what was wrong. */
export const firstDate = firstDateAtFirst.replace("[a-z]{2})[ /]", "[a-z]{2})[a-z]*[ /]");

const importing = 'import { firstDate } from "#skills/first-date";\n';

/** A program that imports the skill, as one that has it written out. */
export function writtenOut(program: string, helper: string): string {
  return program.replace(importing, helper.replace("export ", ""));
}

/** Job 1: new names by the rule DATE-words.ending. */
export const renames = `${importing}
export function renames(names: string[]): [string, string][] {
  return names.flatMap((name): [string, string][] => {
    const date = firstDate(name);
    if (date === null) return [];
    const end = name.lastIndexOf(".");
    const rest = name.slice(0, end).replace(/\\d{8}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2} [A-Z][a-z]+ \\d{4}/, " ");
    const words = rest.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return [[name, [date, ...words].join("-") + name.slice(end)]];
  });
}
`;

/** Job 2: errors by day and part, as a Markdown table. */
export const errorTable = `${importing}
export function errorTable(log: string): string {
  const counts = new Map<string, number>();
  for (const line of log.split("\\n")) {
    const part = /\\bERROR (\\w+):/.exec(line)?.[1];
    const date = firstDate(line);
    if (part === undefined || date === null) continue;
    const row = "| " + date + " | " + part + " |";
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const rows = [...counts].map(([row, count]) => row + " " + count + " |").sort();
  return ["| day | part | errors |", "| --- | --- | --- |", ...rows].join("\\n");
}
`;

/** Job 3: what is wrong with the headings of a changelog. */
export const changelogProblems = `${importing}
export function changelogProblems(changelog: string): string[] {
  const heads = changelog.split("\\n").filter((line) => /^## \\[\\d/.test(line));
  const versions = heads.map((head) => {
    const version = /\\[([\\d.]+)\\]/.exec(head)?.[1] ?? "";
    const order = version.split(".").map((part) => part.padStart(5, "0")).join(".");
    return { version, order, date: firstDate(head) };
  });
  return versions.flatMap(({ version, order, date }, index) => {
    const above = versions[index - 1];
    const dateAbove = versions.slice(0, index).map((one) => one.date).filter((one) => one !== null).at(-1);
    return [
      ...(date === null ? [version + " has no date"] : []),
      ...(above && order >= above.order ? [version + " stands below " + above.version] : []),
      ...(date !== null && dateAbove !== undefined && date > dateAbove
        ? [version + " is of " + date + ", after the one above it"]
        : []),
    ];
  });
}
`;
