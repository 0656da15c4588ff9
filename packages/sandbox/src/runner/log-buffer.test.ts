import { describe, expect, it } from "vitest";
import { LogBuffer } from "./log-buffer.ts";

function buffer(bytes: number) {
  const sent: { lines: string[]; cut: boolean }[] = [];
  return { logs: new LogBuffer(bytes, (lines, cut) => sent.push({ lines, cut })), sent };
}

describe("console lines", () => {
  it("go out one by one, so that whoever is killed after one has left it", () => {
    const { logs, sent } = buffer(1_000);
    for (const line of ["a", "b", "c"]) logs.add(line);
    expect(sent.map(({ lines }) => lines)).toEqual([["a"], ["b"], ["c"]]);
  });

  it("of a flood are put together, and none is lost", () => {
    const { logs, sent } = buffer(1_000_000);
    for (let i = 0; i < 10_000; i++) logs.add(`${i}`);
    logs.flush();
    expect(sent.length).toBeLessThan(2_000);
    expect(sent.flatMap(({ lines }) => lines)).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i}`));
  });

  it("are cut in the middle of a line, never in the middle of a character", () => {
    const { logs, sent } = buffer(6);
    logs.add("ab");
    logs.add("ééé");
    logs.add("lost");
    logs.flush();
    expect(sent).toEqual([
      { lines: ["ab"], cut: false },
      { lines: ["é"], cut: true },
      { lines: [], cut: true },
    ]);
  });
});
