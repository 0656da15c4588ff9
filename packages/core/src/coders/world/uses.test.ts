import { expect, it } from "vitest";
import { callsIn } from "./hints.ts";
import { importsOf, localName, localSkillName, usesIn } from "./uses.ts";

const heading = { name: "have-osk", signature: "(many: number) => Promise<number>", doc: "" };
const tool = (name: string, namespace = "workshop") => {
  const id = `${namespace}.${name}`;
  return { id, namespace, name, description: "", field: "item" };
};

it("gives no two things in a program one name", () => {
  const osk = { act: { tool: tool("mine"), thing: "osk" }, steps: [] };
  const palt = { act: { tool: tool("mine"), thing: "palt" }, steps: [] };
  const uses = usesIn(heading, [osk, palt]);
  expect([...uses.routines.values()]).toEqual(["haveOskAlso", "havePalt"]);
  const tools = [
    tool("many"),
    tool("manyTool"),
    tool("haveOsk"),
    tool("craft"),
    tool("craft", "yard"),
    tool("2d"),
  ];
  for (const one of tools) uses.tools.set(one.id, one);
  expect(tools.map((one) => localName(one, uses))).toEqual([
    "manyTool",
    "manyToolTool",
    "haveOskTool",
    "craft",
    "craftTool",
    "tool2d",
  ]);
  const names = ["seen", "owned", "have-palt", "obtain-a-1", "obtain-a1", "craft"];
  expect(names.map((name) => localSkillName({ name }, uses))).toEqual([
    "seenSkill",
    "ownedSkill",
    "havePaltSkill",
    "obtainA1",
    "obtainA1Skill",
    "craftSkill",
  ]);
  uses.skills.set("#skills/seen", "seen");
  expect(importsOf(uses)).toBe(
    [
      'import { seen as seenSkill } from "#skills/seen";\n',
      'import { "2d" as tool2d, craft, haveOsk as haveOskTool, many as manyTool, manyTool as manyToolTool } from "#tools/workshop";\n',
      'import { craft as craftTool } from "#tools/yard";\n',
    ].join(""),
  );
});

it("reads calls of tools in skills by the names that they have there", () => {
  const tools = [tool("count"), tool("place-block"), tool("craft")];
  const source = `import { count as countTool, craft, "place-block" as placeBlock } from "#tools/workshop";
await countTool({ item: "osk" }); await placeBlock({ item: "palt" }); await craft({ item: "stib" });`;
  expect(callsIn(source, tools).map(([{ name }, thing]) => [name, thing])).toEqual([
    ["count", "osk"],
    ["place-block", "palt"],
    ["craft", "stib"],
  ]);
});
