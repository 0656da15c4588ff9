import type { Skill } from "@portolan/core";
import { documentOf, type SkillDocument } from "../search/skill-document.ts";

/**
 * The document of a skill, made of what the catalogue keeps of it, and only when somebody looks: of hundreds that are
 * proposed, a search looks at few. The skill in it has neither hidden cases nor verdicts.
 */
export function listedDocument(readBrief: () => Skill): SkillDocument {
  let made: SkillDocument | undefined;
  const document = (): SkillDocument => (made ??= documentOf(readBrief()));
  return {
    get skill() {
      return document().skill;
    },
    get tokens() {
      return document().tokens;
    },
    get counts() {
      return document().counts;
    },
    get fields() {
      return document().fields;
    },
    get textDigest() {
      return document().textDigest;
    },
    get signature() {
      return document().signature;
    },
  };
}
