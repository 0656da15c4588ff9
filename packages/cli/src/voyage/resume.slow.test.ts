import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startChild } from "../testing/child.ts";

const learn = ["learn", "--suite", "lists", "--limit", "14", "--evaluations", "2000", "--json"];

test(
  "a voyage killed again and again ends with the lines of one that never was",
  { timeout: 300_000 },
  async () => {
    const whole = mkdtempSync(join(tmpdir(), "portolan-whole-"));
    const killed = mkdtempSync(join(tmpdir(), "portolan-killed-"));
    const expected = (await startChild(learn, whole).ended).out;
    for (const place of [" 2/14", " 5/14", " 9/14", "13/14"]) {
      const child = startChild(learn, killed);
      await child.said(place);
      child.process.kill("SIGKILL");
      expect((await child.ended).signal).toBe("SIGKILL");
    }
    const { code, out } = await startChild(learn, killed).ended;
    expect(code).toBe(0);
    expect(comparable(out)).toEqual(comparable(expected));
  },
);

/** The lines without what names the folder and how often it was started. */
function comparable(out: string): unknown[] {
  const lines = out.trimEnd().split("\n");
  return lines.map((line) => ({ ...JSON.parse(line), trace: undefined, resumed: undefined }) as unknown);
}
