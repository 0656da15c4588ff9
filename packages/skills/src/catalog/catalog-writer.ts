import { PortolanError, type Skill } from "@portolan/core";
import { documentOf } from "../search/skill-document.ts";
import { addToMeta, CatalogCounts } from "./catalog-counts.ts";
import type { CatalogDatabase, Row } from "./catalog-database.ts";
import { GivenNumbers } from "./catalog-labels.ts";
import { settleUsability } from "./usability.ts";
import type { SkillReading } from "./skill-source.ts";
import { textOfTerms } from "./term-counts.ts";

/** What an index can count of one stem in one document. */
const MOST_COUNTED = 65_535;

/**
 * Makes the rows of these names what their folders hold; call it inside a transaction. The folders are read under the
 * catalogue's own lock, so of two processes that read one folder, the one that read it last writes last.
 */
export function refreshRows(database: CatalogDatabase, source: SkillReading, names: readonly string[]): void {
  const counts = new CatalogCounts(database);
  const gone = new Map<number, string>();
  const numbers = new GivenNumbers(database);
  const changed = names.filter((name) => refreshRow(database, source, { counts, numbers, gone }, name));
  const touched = settleUsability(database, counts, numbers, changed);
  counts.write();
  if (touched.size + gone.size === 0) return;
  addToMeta(database, "seq", 1);
  const { value: seq } = database.one("SELECT value FROM meta WHERE key = 'seq'") as { value: number };
  for (const id of touched)
    database.run("INSERT OR REPLACE INTO changes SELECT id, ?, name FROM skills WHERE id = ?", seq, id);
  // Those that are gone stay in `changes`, so that whoever knew them learns of it.
  for (const [id, name] of gone)
    database.run("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", id, seq, name);
}

/** What the rows of one transaction have in common. */
interface Refreshing {
  counts: CatalogCounts;
  numbers: GivenNumbers;
  /** Names of skills that are gone, by their number. */
  gone: Map<number, string>;
}

/** False when the row was level with its folder. */
function refreshRow(
  database: CatalogDatabase,
  source: SkillReading,
  { counts, numbers, gone }: Refreshing,
  name: string,
): boolean {
  const row = database.one("SELECT id, stamps, listed, signature FROM skills WHERE name = ?", name);
  // Taken before the files are read: what changes in between, the next look notices.
  const stamps = source.stamps(name)?.join(" ");
  if (row ? row.stamps === stamps : stamps === undefined) return false;
  const skill = stamps === undefined ? undefined : source.read(name);
  if (row) removeContent(database, counts, name, row);
  if (stamps === undefined || skill === undefined) {
    if (!row) return false;
    database.run("DELETE FROM skills WHERE id = ?", Number(row.id));
    gone.set(Number(row.id), name);
    return true;
  }
  const id = row
    ? Number(row.id)
    : database.run("INSERT INTO skills (name, stamps) VALUES (?, ?)", name, stamps);
  if (skill instanceof PortolanError) writeBroken(database, id, stamps, skill);
  else {
    writeSkill(database, numbers, id, stamps, skill);
    for (const change of source.changes?.(name) ?? [])
      database.run("INSERT OR IGNORE INTO parts VALUES (?, ?)", change, id);
  }
  return true;
}

function removeContent(database: CatalogDatabase, counts: CatalogCounts, name: string, row: Row): void {
  const id = Number(row.id);
  if (row.listed === 1) counts.count(name, Number(row.signature), -1);
  database.run("DELETE FROM documents WHERE name = ?", name);
  for (const [table, column] of [
    ["briefs", "id"],
    ["uses", "caller"],
    ["shown", "skill"],
    ["parts", "skill"],
  ] as const)
    database.run(`DELETE FROM ${table} WHERE ${column} = ?`, id);
}

function writeBroken(database: CatalogDatabase, id: number, stamps: string, error: PortolanError): void {
  database.run(
    `UPDATE skills SET stamps = ?, problem = ?, digest = NULL, status = NULL, version = NULL, alias_of = NULL,
      signature = NULL, tags = NULL, author = NULL, suite = NULL, tools = NULL, reach = NULL, text_digest = NULL,
      usable = 0, listed = 0 WHERE id = ?`,
    stamps,
    error.message,
    id,
  );
}

function writeSkill(
  database: CatalogDatabase,
  numbers: GivenNumbers,
  id: number,
  stamps: string,
  skill: Skill,
): void {
  const { tokens, counts, textDigest } = documentOf(skill);
  const { evidence } = skill;
  database.run(
    `UPDATE skills SET stamps = ?, problem = NULL, digest = ?, status = ?, version = ?, alias_of = ?, signature = ?,
      tags = ?, author = ?, suite = ?, tools = ?, reach = NULL, text_digest = ?, usable = 0, listed = 0 WHERE id = ?`,
    stamps,
    skill.digest,
    skill.status,
    skill.version,
    skill.aliasOf ?? null,
    numbers.ofLabel("signature", skill.signature),
    numbers.ofLabel("tags", JSON.stringify(skill.tags ?? [])),
    numbers.ofLabel("author", skill.author ?? evidence.coder),
    numbers.ofLabel("suite", evidence.task.suite),
    JSON.stringify(skill.tools),
    textDigest,
    id,
  );
  const terms = [...counts].map(([term, count]) => [numbers.ofStem(term), Math.min(count, MOST_COUNTED)]);
  const pairs = Uint32Array.from(terms.toSorted(([a = 0], [b = 0]) => a - b).flat());
  database.run(
    "INSERT INTO documents (name, length, terms) VALUES (?, ?, ?)",
    skill.name,
    tokens.length,
    textOfTerms(pairs),
  );
  database.run("INSERT INTO briefs VALUES (?, ?)", id, briefOf(skill));
  for (const { name, digest } of skill.uses)
    database.run("INSERT OR REPLACE INTO uses VALUES (?, ?, ?)", name, id, digest);
  for (const { name, digest } of evidence.shown)
    database.run("INSERT OR REPLACE INTO shown VALUES (?, ?, ?)", name, id, digest);
}

/** A skill without its hidden cases and its verdicts, which no view of a search looks at and which are most of it. */
function briefOf(skill: Skill): string {
  const evals = { examples: skill.evals.examples, cases: [] };
  return JSON.stringify({ ...skill, evals, evidence: { ...skill.evidence, verdicts: [] } });
}
