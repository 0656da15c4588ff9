import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { descendantsOf, isAlive } from "./testing/processes.ts";

const start = (how: string, script = "host.ts") => {
  const host = fileURLToPath(new URL(`../test/${script}`, import.meta.url));
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  return spawn(process.execPath, [...flags, host, how], { stdio: ["ignore", "pipe", "inherit"] });
};

describe("the process that holds a sandbox", () => {
  it("ends by itself when its work is done, without disposing", async () => {
    const child = start("return");
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: "called\nvalue\n" });
  });

  it("lives until its children are ready, once it waits for that", async () => {
    const child = start("warm");
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: "warm\ncalled\nvalue\n" });
  });

  it("lives until its sandbox is disposed, when a child is given up meanwhile", async () => {
    const child = start("", "disposing-host.ts");
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: "disposed\n" });
  });

  it.skipIf(process.platform !== "linux")(
    "leaves no process behind when it is killed while a program hangs",
    async () => {
      const child = start("hang");
      await once(child.stdout, "data");
      // The runner, the checker, and what the checker started.
      const family = descendantsOf(child.pid as number);
      expect(family.length).toBeGreaterThanOrEqual(3);
      child.kill("SIGKILL");
      const deadline = Date.now() + 8_000;
      while (family.some((pid) => isAlive(pid)) && Date.now() < deadline) await sleep(20);
      expect(family.filter((pid) => isAlive(pid))).toEqual([]);
    },
  );
});
