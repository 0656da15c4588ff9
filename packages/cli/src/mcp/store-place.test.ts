import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { loadConfig } from "@portolan/core";
import { expect, it } from "vitest";
import { storePlace } from "./store-place.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "portolan-place-"));

async function place(cwd: string, environment: Record<string, string>, store?: string): Promise<string> {
  const config = await loadConfig({ cwd, environment, flags: { store } });
  return storePlace(config, { cwd, environment });
}

it("serves the store that is named, else the project's, else the user's own", async () => {
  const cwd = folder();
  const HOME = "/home/ada";
  expect(await place(cwd, { HOME })).toBe("/home/ada/.local/share/portolan/skills-store");
  expect(await place(cwd, { HOME, XDG_DATA_HOME: "/data" })).toBe("/data/portolan/skills-store");
  expect(await place(cwd, { HOME, XDG_DATA_HOME: "relative" })).toContain("/home/ada/.local/share");
  for (const odd of ["", "relative/home", undefined]) {
    const found = await place(cwd, { ...(odd !== undefined && { HOME: odd }), XDG_DATA_HOME: "" });
    expect(found).toBe(join(userInfo().homedir, ".local/share/portolan/skills-store"));
  }
  expect(await place(cwd, { HOME }, "mine")).toBe(join(cwd, "mine"));
  expect(await place(cwd, { HOME, PORTOLAN_STORE: "theirs" })).toBe(join(cwd, "theirs"));
  mkdirSync(join(cwd, "skills-store"));
  expect(await place(cwd, { HOME })).toBe(join(cwd, "skills-store"));
});
