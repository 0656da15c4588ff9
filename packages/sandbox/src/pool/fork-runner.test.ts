import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confinement } from "./confinement.ts";
import { childEnvironment, type EngineName, runnerCommand } from "./fork-runner.ts";

// What code could do that got out of its isolate: it is run here in the process of a runner, in place of a runner.
const server = createServer((_, response) => response.end("reached"));
let port = 0;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

function attempt(engine: EngineName, script: string): string {
  const [program, ...args] = runnerCommand({ engine, jit: false, memoryMb: 64 }) as [string, ...string[]];
  const { stdout, stderr } = spawnSync(program, [...args, "--input-type=module", "--eval", script], {
    env: { ...childEnvironment },
    encoding: "utf8",
    timeout: 20_000,
  });
  return `${stdout}${stderr}`.trim();
}

describe.each(["isolated-vm", "quickjs"] as const)("the process of a runner with %s", (engine) => {
  it.each([
    [
      "read a file",
      'import fs from "node:fs"; try { fs.readFileSync("/etc/passwd"); console.log("read"); } catch (e) { console.log(e.code); }',
    ],
    [
      "list the home folder",
      'import fs from "node:fs"; try { fs.readdirSync("/root"); console.log("read"); } catch (e) { console.log(e.code); }',
    ],
    [
      "write a file",
      'import fs from "node:fs"; try { fs.writeFileSync("/tmp/portolan-escape", ""); console.log("written"); } catch (e) { console.log(e.code); }',
    ],
    [
      "start a process",
      'import { spawnSync } from "node:child_process"; try { spawnSync("true"); console.log("started"); } catch (e) { console.log(e.code); }',
    ],
    [
      "start a thread",
      'import { Worker } from "node:worker_threads"; try { new Worker("1", { eval: true }); console.log("started"); } catch (e) { console.log(e.code); }',
    ],
  ])("cannot %s", (_, script) => {
    expect(attempt(engine, script)).toBe("ERR_ACCESS_DENIED");
  });

  it("has no environment but a zone and a locale", () => {
    expect(attempt(engine, "console.log(Object.keys(process.env).toSorted().join())")).toBe("LANG,LC_ALL,TZ");
  });

  it.skipIf(!confinement().programs.has("unshare"))("cannot reach a server on this machine", () => {
    const script = `import net from "node:net"; const s = net.connect(${port}, "127.0.0.1"); s.on("connect", () => { console.log("reached"); process.exit(); }).on("error", (e) => console.log(e.code));`;
    expect(attempt(engine, script)).toBe("ENETUNREACH");
  });

  it.skipIf(!confinement().programs.has("setpriv"))("has no privileges", () => {
    // The permission model keeps it from reading /proc, so the system is asked through what only privileges allow.
    expect(
      attempt(
        engine,
        'try { process.setgroups([1, 2]); console.log("set"); } catch (e) { console.log(e.code); }',
      ),
    ).toBe("EPERM");
  });
});
