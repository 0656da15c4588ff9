import { PortolanError } from "../errors/portolan-error.ts";
import { renamedSources } from "./skill-alias.ts";
import { candidateOf } from "./skill.ts";
import type { ChangeOptions, ChangeReport, Verify } from "./skill-change.ts";
import type { SkillStore } from "./skill-store.ts";

/**
 * Gives a skill another name: the program is put under the new one, the old one becomes its alias, and callers keep working.
 * @throws PortolanError `skill-unknown`, or `usage` when the new name is taken or the skill is not active
 */
export async function renameSkill(
  store: Pick<SkillStore, "get" | "change">,
  from: string,
  to: string,
  options: ChangeOptions,
): Promise<ChangeReport> {
  const skill = await store.get(from);
  if (!skill)
    throw refused(
      "skill-unknown",
      `The store has no skill named ${from}.`,
      from,
      "List the skills with `portolan list`.",
    );
  if (skill.status !== "active") {
    throw refused(
      "usage",
      `The skill ${from} is ${skill.status}; only active skills are renamed.`,
      from,
      "Restore it first.",
    );
  }
  if (await store.get(to)) {
    throw refused(
      "usage",
      `The name ${to} is taken.`,
      to,
      "Choose a name that no skill has, whatever its status.",
    );
  }
  const verify: Verify = async (candidate, reader) => {
    const verdict = await options.verify(candidate, reader);
    if (candidate.name !== to || "refused" in verdict) return verdict;
    // The same program by another name: who wrote it, and for which task, stays.
    const { verdicts, checks } = verdict.evidence;
    return { evidence: { ...skill.evidence, verdicts, checks } };
  };
  let report: ChangeReport | undefined;
  for (const source of renamedSources(skill, to)) {
    const candidate = { ...candidateOf(skill), name: to, source };
    report = await store.change(
      [
        { kind: "put", candidate },
        { kind: "alias", name: from, of: to },
      ],
      { ...options, verify },
    );
    if (report.refused?.name !== to) return report;
  }
  return report as ChangeReport;
}

function refused(
  code: "skill-unknown" | "usage",
  message: string,
  value: string,
  next: string,
): PortolanError {
  return new PortolanError(code, message, { value, next });
}
