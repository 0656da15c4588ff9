import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, expect, it } from "vitest";
import type { Experiment } from "../../runner/trial-record.ts";
import { sampleExperiment } from "../../testing/sample-experiment.ts";
import { summarise } from "../summary.ts";
import { htmlReport } from "./page.ts";

const browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
const folder = mkdtempSync(join(tmpdir(), "portolan-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What is measured in the browser, by a script in a frame's place: the page itself runs none. Texts that stand out of their
 * drawing, or over each other, are told by what they say.
 */
const probe = `<script>
addEventListener("load", () => {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const { text, box } of texts)
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
        wrong.push("outside: " + text.textContent);
    for (const [i, a] of texts.entries())
      for (const b of texts.slice(i + 1))
        if (a.box.left < b.box.right - 2 && b.box.left < a.box.right - 2 && a.box.top < b.box.bottom - 4 && b.box.top < a.box.bottom - 4)
          wrong.push("over each other: " + a.text.textContent + " / " + b.text.textContent);
  }
  document.title = "measured " + document.querySelectorAll("svg").length + " " + wrong.join("; ");
});
</script>`;

async function opened(html: string, name: string): Promise<{ dom: string; log: string }> {
  const path = join(folder, name);
  writeFileSync(path, html);
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-logging=stderr",
    "--window-size=1240,900",
  ];
  const { stdout, stderr } = await execa(browser as string, [
    ...flags,
    `--user-data-dir=${join(folder, "profile")}`,
    "--virtual-time-budget=3000",
    "--dump-dom",
    pathToFileURL(path).href,
  ]);
  return { dom: stdout, log: stderr };
}

it.skipIf(browser === undefined)(
  "renders in a browser, without an error, and no text is cut off (skipped: no chromium)",
  async () => {
    const page = htmlReport(summarise(withManyArms()));
    const { dom, log } = await opened(page, "page.html");
    expect(log.split("\n").filter((line) => line.includes("CONSOLE"))).toEqual([]);
    expect(dom.match(/<svg /g)?.length).toBeGreaterThanOrEqual(8);
    const measured = page
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
      .replace("</body>", `${probe}</body>`);
    const { dom: answer } = await opened(measured, "measured.html");
    expect(/<title>measured (\d+) ([^<]*)<\/title>/.exec(answer)?.slice(1)).toEqual([
      expect.stringMatching(/^\d+$/),
      "",
    ]);
  },
);

it.skipIf(browser === undefined)(
  "is no wider than the window of a phone, however long a digest or a name is (skipped: no chromium)",
  async () => {
    const { plan, trials } = sampleExperiment();
    const versions = { ...plan.versions, harness: "0123456789abcdef".repeat(8), coder: "c".repeat(120) };
    const named = trials.map((trial) => ({ ...trial, versions }));
    const page = htmlReport(summarise({ plan: { ...plan, versions }, trials: named }));
    // A window of Chromium is 500 wide at least; a frame in it may be as narrow as a phone.
    const inner = page
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
      .replace(
        "</body>",
        `<script>addEventListener("load", () => parent.postMessage(document.documentElement.scrollWidth, "*"))</script></body>`,
      );
    writeFileSync(join(folder, "phone.html"), inner);
    const outer = `<iframe src="phone.html" style="width:390px;height:800px;border:0"></iframe>
<script>addEventListener("message", ({ data }) => (document.title = "wide " + data))</script>`;
    const { dom } = await opened(outer, "outer.html");
    expect(Number(/<title>wide (\d+)/.exec(dom)?.[1])).toBeLessThanOrEqual(390);
  },
);

it.skipIf(browser === undefined)(
  "lets no script run that a name brings along (skipped: no chromium)",
  async () => {
    const page = htmlReport(summarise(sampleExperiment()));
    const { dom, log } = await opened(
      page.replace("</body>", `<script>document.title = "ran";</script></body>`),
      "script.html",
    );
    expect(dom).not.toContain("<title>ran</title>");
    expect(log).toContain("Content Security Policy");
  },
);

/** As many arms as there are ways to change a harness, with long names. */
function withManyArms(): Experiment {
  const { plan, trials } = sampleExperiment({ seeds: 6 });
  const more = ["random-retrieval", "no-gate-cases", "oracle-retrieval", "transplanted", "easiest-first"];
  const copies = more.flatMap((arm, i) =>
    trials
      .filter((one) => one.arm === plan.arms[i % 3])
      .map((one) => ({
        ...one,
        arm,
        succeeded: one.succeeded && (one.position + i) % (4 + i) > 0,
        tokens: 900,
        costUsd: 0.01,
      })),
  );
  return { plan: { ...plan, arms: [...plan.arms, ...more] }, trials: [...trials, ...copies] };
}
