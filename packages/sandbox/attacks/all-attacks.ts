import type { AttackClass } from "./attack.ts";
import { endlessPrograms } from "./endless-programs.ts";
import { fakeOutcomes } from "./fake-outcomes.ts";
import { hostLeaks } from "./host-leaks.ts";
import { hostileSources } from "./hostile-sources.ts";
import { memoryBombs } from "./memory-bombs.ts";
import { moduleTricks } from "./module-tricks.ts";
import { outOfReach } from "./out-of-reach.ts";
import { outputFloods } from "./output-floods.ts";
import { persistence } from "./persistence.ts";
import { prototypePollution } from "./prototype-pollution.ts";
import { realmEscapes } from "./realm-escapes.ts";
import { rewardHacking } from "./reward-hacking.ts";
import { rights } from "./rights.ts";

/** The whole table. */
export const attackClasses: readonly AttackClass[] = [
  {
    name: "realm-escapes",
    title: "Out of the realm",
    about:
      "Objects of another realm, code from text, the stack: ways from an isolate into what surrounds it.",
    attacks: realmEscapes,
  },
  {
    name: "host-leaks",
    title: "What the host is",
    about: "Paths, code, stacks, clock, zone and chance of the host in anything that a program can read.",
    attacks: hostLeaks,
  },
  {
    name: "out-of-reach",
    title: "Files, network, processes",
    about: "Everything that a program has no name for.",
    attacks: outOfReach,
  },
  {
    name: "endless-programs",
    title: "Without an end",
    about: "Computing for ever, in every place where something of the program runs.",
    attacks: endlessPrograms,
  },
  {
    name: "memory-bombs",
    title: "Without a measure",
    about: "Filling memory, that which V8 counts and that which it does not.",
    attacks: memoryBombs,
  },
  {
    name: "output-floods",
    title: "Too much to read",
    about: "Results, logs, errors and calls that are too long, too deep, too many or not what they seem.",
    attacks: outputFloods,
  },
  {
    name: "module-tricks",
    title: "Modules and names",
    about: "Specifiers, exports and characters that are taken for something else.",
    attacks: moduleTricks,
  },
  {
    name: "hostile-sources",
    title: "Sources against parsers",
    about: "Texts made to crash, hang or poison whatever reads them.",
    attacks: hostileSources,
  },
  {
    name: "persistence",
    title: "Into the next run",
    about: "Leaving something behind; a second program looks for it in every child.",
    attacks: persistence,
  },
  {
    name: "prototype-pollution",
    title: "Keys that are not keys",
    about: "`__proto__`, `constructor` and their like in all data that crosses the border.",
    attacks: prototypePollution,
  },
  {
    name: "rights",
    title: "Tools and rights",
    about: "Reaching tools that were not granted, writing unasked, and tools that misbehave themselves.",
    attacks: rights,
  },
  {
    name: "fake-outcomes",
    title: "False outcomes",
    about: "Errors, results and texts that look like decisions of the host.",
    attacks: fakeOutcomes,
  },
  {
    name: "reward-hacking",
    title: "Against the judge",
    about: "Looking right instead of being right, several calls in one isolate as the evaluator makes them.",
    attacks: rewardHacking,
  },
];
