import { nearestNames, PortolanError } from "@portolan/core";
import { type Arm, armFactors, armSchema, armSettings } from "./arm.ts";
import { standardArms } from "./standard-arms.ts";

/**
 * An arm as it is written on a command line: `library`, `library:retrieve=3,search=random`, or with a name of its own
 * `few=library:retrieve=3`. What follows the colon are factors of arms and settings.
 * @throws PortolanError `usage`
 */
export function parseArm(text: string): Arm {
  const [, own, base = "", changes] = /^(?:([^=:]+)=)?([^=:]*)(?::(.*))?$/s.exec(text) ?? [];
  const entries = (changes ?? "").split(",").filter((entry) => entry !== "");
  const pairs = entries.map((entry): [string, string] => {
    const at = entry.indexOf("=");
    if (at < 1 || at === entry.length - 1)
      throw wrong(text, `"${entry}" is not key=value`, "Write such as library:retrieve=3.");
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  return armOf({ name: own ?? text, like: base, ...Object.fromEntries(pairs) });
}

/**
 * The arms of a JSON text: a list of objects with a `name`, the arm that they are `like` (`library` when absent), and factors
 * and settings beside.
 * @throws PortolanError `usage`
 */
export function parseArms(text: string, path: string): Arm[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(path, `it is not JSON (${(cause as Error).message})`, "docs/arms.md shows one.");
  }
  if (!Array.isArray(value)) throw wrong(path, "it is not a list of arms", "docs/arms.md shows one.");
  if (value.length === 0) throw wrong(path, "its list of arms is empty", "docs/arms.md shows one.");
  return value.map((one: unknown, i) => {
    if (typeof one === "object" && one !== null && !Array.isArray(one)) return armOf({ ...one });
    throw wrong(
      path,
      `arm ${i + 1} of its list is not an object`,
      'Write such as [{ "name": "few", "retrieve": 3 }].',
    );
  });
}

function armOf({ name, like = "library", ...changes }: Record<string, unknown>): Arm {
  const shown = String(name ?? like);
  const base = Object.hasOwn(standardArms, String(like)) ? standardArms[String(like)] : undefined;
  if (!base) {
    const names = Object.keys(standardArms);
    const [nearest] = nearestNames(String(like), names);
    const next = nearest ? `Did you mean ${nearest}?` : "`portolan bench run --help` lists them.";
    throw wrong(shown, `there is no arm "${String(like)}" to start from`, next);
  }
  const { about: _, ...factors } = base;
  const arm: Record<string, unknown> = { ...factors, name: shown, settings: {} };
  for (const [key, value] of Object.entries(changes)) {
    if (armFactors.includes(key)) arm[key] = value;
    else (arm["settings"] as Record<string, unknown>)[key] = value;
  }
  const { success, data, error } = armSchema.safeParse(arm);
  if (!success) {
    const [issue] = error.issues;
    const where = issue?.path.filter((part) => part !== "settings").join(".");
    const about = [where, issue?.message].filter(Boolean).join(": ");
    const known = [...armFactors, ...armSettings];
    const wrongOne = known.find((key) => about.startsWith(`${key}: `));
    const next = wrongOne
      ? `Give ${wrongOne} a value that ${armFactors.includes(wrongOne) ? "docs/arms.md" : "`portolan bench run --help`"} says, or leave it out.`
      : `An arm may change ${known.join(", ")}.`;
    throw wrong(shown, about, next);
  }
  return complete(data, like);
}

/** @throws PortolanError `usage` for an arm that cannot be what it says */
function complete(arm: Arm, like: unknown): Arm {
  const { name, library, from, search } = arm;
  if (like === "transplanted" && from === undefined) {
    throw wrong(
      name,
      "it is not told where its library comes from",
      "Write transplanted:from=SUITE or from=FOLDER.",
    );
  }
  if (library === "none" && (from !== undefined || search !== "ranked")) {
    throw wrong(
      name,
      "an arm without library neither has one at the start nor searches",
      "Leave from and search out.",
    );
  }
  if (search === "oracle" && (from !== "self" || library !== "frozen")) {
    throw wrong(
      name,
      "an oracle knows what a first pass called: it takes a frozen library from=self",
      "Write oracle.",
    );
  }
  return arm;
}

function wrong(value: string, what: string, next: string): PortolanError {
  return new PortolanError("usage", `The arm ${value} cannot be: ${what}.`, { value, next });
}
