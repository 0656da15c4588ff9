import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { declaredSignatures } from "./declared-signatures.ts";
import { free, type LabelledSet, skillOf } from "./labelled-set.ts";
import { statedSignature } from "./stated-signature.ts";

const FILES = { A: "A_jsdoc2code.json", B: "B_crosslib.json", C: "C_mbxp.json", DEV: "DEV.json" } as const;
const ABOUT = {
  A: "first sentences of a function's comment → the function without it",
  B: "one library's description → the same function in other libraries",
  C: "a task in a sentence → a program for it; the types are the program's own, which is optimistic",
  DEV: "as A, another library; the set to tune on",
} as const;

interface SharedDocument {
  id: string;
  name: string;
  params: string[];
  code: string;
  desc: string;
  lib: string;
}

interface SharedFile {
  docfields: (keyof SharedDocument)[];
  docs: SharedDocument[];
  queries: { text: string; rel: string[]; exclude_lib?: string }[];
}

/** Whether there is such a set, wherever its file is. */
export function isShared(name: string): name is keyof typeof FILES {
  return name in FILES;
}

/** The set to tune on, with the types that its library declares; queries for functions without any are left out. */
export async function typedDev(set: LabelledSet): Promise<LabelledSet> {
  const types = await declaredSignatures("es-toolkit@1.53.2");
  const typeOf = (name: string): string | undefined => types.get(name.replace(/\$+$/, ""));
  const skills = set.skills.map((skill) => ({ ...skill, signature: typeOf(skill.name) ?? skill.signature }));
  const queries = set.queries.flatMap((query) => {
    const [signature] = [...query.relevant].flatMap((name) => typeOf(name) ?? []);
    return signature === undefined ? [] : [{ ...query, signature }];
  });
  return { ...set, skills, queries };
}

/** A labelled set of the folder of suites; `undefined` where there is none. */
export function sharedSet(name: keyof typeof FILES): LabelledSet | undefined {
  const path = join(process.env["PORTOLAN_SUITES"] ?? "", "retrieval", FILES[name]);
  if (!process.env["PORTOLAN_SUITES"] || !existsSync(path)) return undefined;
  const { docfields, docs, queries } = JSON.parse(readFileSync(path, "utf8")) as SharedFile;
  const used = new Set<string>();
  const names = new Map(docs.map((document) => [document.id, free(document.name, used)]));
  const nameOf = (id: string): string => names.get(id) as string;
  const shown = (document: SharedDocument, field: "code" | "desc"): string =>
    docfields.includes(field) ? document[field] : "";
  const skills = docs.map((document) => {
    const params = docfields.includes("params") ? document.params : [];
    const signature =
      statedSignature(shown(document, "code")) ?? (params.length > 0 ? `(${params.join(", ")})` : "");
    const [description, source] = [shown(document, "desc"), shown(document, "code")];
    return skillOf({ name: nameOf(document.id), signature, description, source });
  });
  const byName = new Map(skills.map((skill) => [skill.name, skill]));
  return {
    name,
    about: ABOUT[name],
    skills,
    queries: queries.map(({ text, rel, exclude_lib: library }) => ({
      text,
      signature: statedSignature(byName.get(nameOf(rel[0] as string))?.source ?? ""),
      relevant: new Set(rel.map(nameOf)),
      excluded: new Set(
        library === undefined ? [] : docs.filter(({ lib }) => lib === library).map(({ id }) => nameOf(id)),
      ),
    })),
  };
}
