import type { Invocation } from "../command-line/declaration.ts";
import { type Finding, findings } from "../doctor/findings.ts";
import { printJson } from "../output/print.ts";
import { pad } from "../output/text-width.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { storeRoot } from "../wire.ts";

/** `portolan doctor`: what Portolan needs on this machine, each with what to do. */
export async function run({ terminal, config, json, quiet }: Invocation): Promise<number> {
  const { values } = config;
  let failed = 0;
  for await (const finding of findings(values, storeRoot(values, terminal.cwd))) {
    if (finding.status === "failed") failed++;
    if (json) printJson(terminal.stdout, { type: "finding", ...finding, next: finding.next ?? null });
    else print(finding, terminal.stdout);
  }
  if (!quiet) terminal.stderr.write(failed === 0 ? "All is well.\n" : `${failed} to put right.\n`);
  return failed === 0 ? 0 : 3;
}

function print({ about, status, detail, next }: Finding, stdout: TerminalStream): void {
  const { style } = stdout;
  const mark = {
    ok: style("green", "✓"),
    partly: style("yellow", "!"),
    failed: style("red", "✗"),
    none: "–",
  }[status];
  const width = stdout.columns();
  const lines = width === undefined ? [detail] : wrap(detail, Math.max(20, width - 17));
  stdout.write(`${mark} ${pad(about, 15)}${lines.join(`\n${pad("", 17)}`)}\n`);
  if (next && (status === "failed" || status === "partly"))
    stdout.write(`  ${pad("", 15)}${stdout.style("dim", "next:")} ${next}\n`);
}
