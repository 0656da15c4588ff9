import { join, relative } from "node:path";
import { type EpisodeRow, placeOf, scorer } from "@portolan/bench";
import type { Agent, Config } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count, duration } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { withDisplay } from "../progress/with-display.ts";
import { chooseWithWorld, type SuiteFlags } from "../voyage/choose-suite.ts";
import { embark, type Sailed } from "../voyage/embark.ts";
import { episodeJson, newSkills, voyageJson } from "../voyage/voyage-json.ts";
import { levelLines } from "../voyage/voyage-levels.ts";
import { type Arm, equip, notesIn, openEmbedder, openStore, openWorkshop, storeRoot } from "../wire.ts";

/** `portolan learn`: sails a voyage and prints what came of it. */
export async function run(invocation: Invocation<SuiteFlags & { arm?: string }>): Promise<number> {
  const { terminal, flags } = invocation;
  const config = invocation.config.values;
  const arm = armOf(flags.arm);
  const chosen = await chooseWithWorld(flags);
  const { suite } = chosen;
  const root = storeRoot(config, terminal.cwd);
  await using workshop = await openWorkshop(config);
  await using store = arm === "library" ? await openStore(root, config) : undefined;
  const { seed, curriculum, returnAfter } = config;
  const place = placeOf(chosen, {}, seed);
  const agent = await equip(workshop, config, store, store && (await notesIn(root)), place);
  const traces = join(root, ".portolan", "traces");
  const title = `${suite.name}, ${arm === "none" ? "no library" : "library"}`;
  const agentFor = async (): Promise<Agent> => {
    await agent.resetWorld?.();
    return agent;
  };
  const ranking = store && (await rankingOf(config, root));
  const voyage = { suite, arm, seed, curriculum, returnAfter, agent, agentFor, traces, ranking };
  const sailed = await withDisplay(invocation, (display, signal) => {
    const scoreBy = scorer({ sandbox: agent.sandbox, place, signal });
    return embark({ ...voyage, scoreBy, signal }, title, display);
  });
  report(invocation, sailed);
  return 0;
}

/** Names what decides which skills a search finds. */
async function rankingOf(config: Config, root: string): Promise<string> {
  const { rankingVersion } = await import("@portolan/skills");
  return rankingVersion(await openEmbedder(config, root, { readOnly: true }));
}

function armOf(text: string | undefined): Arm {
  if (text === undefined || text === "library") return "library";
  if (text === "none") return "none";
  throw wrongUsage(`There is no arm "${text}".`, text, "Use --arm library or --arm none.");
}

function report({ terminal, json }: Invocation, sailed: Sailed): void {
  if (json) {
    for (const row of sailed.record.rows) printJson(terminal.stdout, episodeJson(row));
    printJson(terminal.stdout, voyageJson(sailed));
  } else {
    printLines(terminal.stdout, [...levelLines(sailed, terminal.stdout), "", ...notes(sailed, terminal.cwd)]);
  }
}

function notes({ record, trace, alreadySailed, elapsedMs }: Sailed, cwd: string): string[] {
  const { rows, resumed } = record;
  const path = relative(cwd, trace);
  const lines = record.arm === "none" ? [] : kept(rows);
  if (alreadySailed) {
    lines.push(
      `This voyage was sailed before: nothing was done now. Another --seed, or deleting its trace, sails anew.`,
    );
  } else if (resumed > 0) {
    lines.push(`Resumed: ${resumed} of ${count(rows.length, "task")} were done by an earlier start.`);
  }
  if (!alreadySailed) lines.push(`It took ${duration(elapsedMs)}.`);
  return [...lines, `Trace: ${path.startsWith("..") ? trace : path}`];
}

/** What the library got, and what it did not get because it has it or because the name is taken. */
function kept(rows: readonly EpisodeRow[]): string[] {
  const known = rows.filter(({ reason, change }) => reason === "known" || change === "unchanged").length;
  const taken = rows.filter(({ change }) => change === "name-taken").length;
  const lines = [`${count(newSkills(rows), "new skill")}; ${known} were in the library already.`];
  if (taken > 0) lines.push(`${count(taken, "program")} not kept: another process took the name meanwhile.`);
  return lines;
}
