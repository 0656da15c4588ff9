import { TEXT_TEMPLATE } from "../search/skill-document.ts";

/** Raised when the tables change; a catalogue of another number, or of another text template, is made anew. */
const SCHEMA = 4;

/** What a catalogue must say of itself to be used by this program. */
export const CATALOG_STAMP = `${SCHEMA} ${TEXT_TEMPLATE}`;

/**
 * One row per skill folder in `skills`, kept narrow because sweeps and filters go through it; what is long of it lies in `briefs`, and
 * all that a search measures it by in `documents`: of hundreds of skills it reads one small row each, wherever the disk has them. A skill is `listed` when searches may find it: usable and no alias. `changes` has the last change of each
 * skill that ever was, so whoever remembers a `seq` learns what to read again. Texts that many skills share are `labels`.
 * `parts` are the changes of a store, as histories name them, with the skills that each touched.
 */
export const CATALOG_TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE skills (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  stamps TEXT NOT NULL,
  problem TEXT,
  digest TEXT,
  status TEXT,
  version INTEGER,
  alias_of TEXT,
  signature INTEGER,
  tags INTEGER,
  author INTEGER,
  suite INTEGER,
  tools TEXT,
  reach INTEGER,
  text_digest TEXT,
  usable INTEGER NOT NULL DEFAULT 0,
  listed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX skills_by_signature ON skills (signature, name) WHERE listed = 1;
CREATE INDEX skills_by_status ON skills (status, alias_of, signature, name);
CREATE TABLE documents (
  name TEXT PRIMARY KEY, listed INTEGER NOT NULL DEFAULT 0, length INTEGER NOT NULL, terms TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE briefs (id INTEGER PRIMARY KEY, brief TEXT NOT NULL) STRICT;
CREATE TABLE uses (callee TEXT, caller INTEGER, digest TEXT NOT NULL, PRIMARY KEY (callee, caller)) STRICT, WITHOUT ROWID;
CREATE INDEX uses_by_caller ON uses (caller);
CREATE TABLE shown (name TEXT, skill INTEGER, digest TEXT, PRIMARY KEY (name, skill, digest)) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_skill ON shown (skill);
CREATE TABLE parts (change_id TEXT, skill INTEGER, PRIMARY KEY (change_id, skill)) STRICT, WITHOUT ROWID;
CREATE INDEX parts_by_skill ON parts (skill);
CREATE TABLE terms (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE labels (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 0, UNIQUE (kind, text)
) STRICT;
CREATE TABLE changes (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE INDEX changes_by_name ON changes (name);
CREATE INDEX changes_by_seq ON changes (seq);
CREATE TABLE intents (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
