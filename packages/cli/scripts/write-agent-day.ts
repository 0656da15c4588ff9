// `pnpm docs:agent-day` plays a day of a scripted agent, with the library and without, and writes docs/results/agent-day.md.
import { writeFileSync } from "node:fs";
import { dayPage } from "./agent-day/day-page.ts";
import { playDay } from "./agent-day/play-day.ts";

const page = new URL("../../../docs/results/agent-day.md", import.meta.url);
writeFileSync(page, dayPage(await playDay(true), await playDay(false)));
