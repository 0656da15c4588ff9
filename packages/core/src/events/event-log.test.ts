import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { EventLog } from "./event-log.ts";
import { Tracer } from "./tracer.ts";

const newPath = (): string => join(mkdtempSync(join(tmpdir(), "portolan-")), "traces", "v.jsonl");

function emitTwo(path: string): void {
  using log = EventLog.open(path);
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [log], firstSeq: log.past.length });
  tracer.emit({ type: "voyage-end", solved: 1, episodes: 2 });
  tracer.enterEpisode(3);
  tracer.emit({ type: "episode-scored", task: "t", right: 1, of: 2 });
}

it("keeps events over a restart, numbered on", () => {
  const path = newPath();
  emitTwo(path);
  emitTwo(path);
  using log = EventLog.open(path);
  expect(log.past.map(({ seq, episode }) => [seq, episode])).toEqual([
    [0, undefined],
    [1, 3],
    [2, undefined],
    [3, 3],
  ]);
});

it("cuts off the line that a killed process left unfinished", () => {
  const path = newPath();
  emitTwo(path);
  const whole = readFileSync(path, "utf8");
  appendFileSync(path, '{"seq":2,"type":"voy');
  EventLog.open(path)[Symbol.dispose]();
  expect(readFileSync(path, "utf8")).toBe(whole);
});

it("names the line that is not an event", () => {
  const path = newPath();
  emitTwo(path);
  const whole = readFileSync(path, "utf8");
  for (const line of ["nonsense", "null", "5", '{"x":1}']) {
    writeFileSync(path, `${whole}${line}\n`);
    expect(() => EventLog.open(path)).toThrow(/v\.jsonl:3 is not a JSON event/);
  }
});

it("says where it cannot write", () => {
  const path = newPath();
  emitTwo(path);
  expect(() => EventLog.open(join(path, "below-a-file.jsonl"))).toThrow(/cannot be written/);
  expect(() => EventLog.open("/proc/nowhere/v.jsonl")).toThrow(/cannot be written/);
});
