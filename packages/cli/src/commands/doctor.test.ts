import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 60_000 });

test("has a line for each engine and one for what confines the sandbox", async () => {
  const terminal = capturedTerminal({ cwd: mkdtempSync(join(tmpdir(), "portolan-doctor-")) });
  expect(await main(["doctor"], terminal)).toBe(0);
  expect(terminal.out()).toMatch(/^✓ isolated-vm {4}isolated-vm .* loads, in use$/m);
  expect(terminal.out()).toMatch(/^[✓–] quickjs {8}\S/m);
  expect(terminal.out()).toMatch(
    /^[✓!] confinement {4}no files and no processes of others \(Node's permissions\)/m,
  );
});
