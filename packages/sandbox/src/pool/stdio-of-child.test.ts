import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { stdioOfChild } from "./stdio-of-child.ts";

const module = fileURLToPath(new URL("fork-runner.ts", import.meta.url));
const ownFile = fileURLToPath(import.meta.url);
// A host that was started with a descriptor it knows nothing of: says where those of its runner lead.
const host = `
import { readdirSync, readlinkSync } from "node:fs";
const { forkRunner } = await import(${JSON.stringify(module)});
const runner = forkRunner({ engine: "quickjs", jit: false, memoryMb: 64 });
runner.send({ type: "prepare", memoryMb: 64 });
runner.once("message", ({ type }) => {
  const folder = "/proc/" + runner.pid + "/fd";
  const descriptors = readdirSync(folder).map((name) => [name, readlinkSync(folder + "/" + name)]);
  console.log(JSON.stringify([type, Object.fromEntries(descriptors)]));
  runner.kill("SIGKILL");
});`;

it.skipIf(process.platform !== "linux")(
  "leaves a runner none of the descriptors that its host was started with",
  async () => {
    const opened = openSync(ownFile, "r");
    const stdio = [
      "ignore",
      "pipe",
      "inherit",
      ...Array.from({ length: 57 }, () => "ignore" as const),
      opened,
    ];
    const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
    const child = spawn(process.execPath, [...flags, "--input-type=module", "--eval", host], {
      stdio: stdio as ["ignore", "pipe", "inherit"],
    });
    closeSync(opened);
    const [type, descriptors] = JSON.parse(await text(child.stdout)) as [string, Record<string, string>];
    expect(type).toBe("ready");
    expect(Object.values(descriptors)).not.toContain(ownFile);
    expect(descriptors["60"]).toBe("/dev/null");
  },
);

it("adds nothing in the place of those that a child is given", () => {
  expect(stdioOfChild(["ignore", "pipe", "ipc"]).slice(0, 3)).toEqual(["ignore", "pipe", "ipc"]);
});
