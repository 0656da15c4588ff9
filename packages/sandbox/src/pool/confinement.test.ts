import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { confinement, requireConfinement } from "./confinement.ts";
import { findProgram } from "./find-program.ts";

const module = fileURLToPath(new URL("confinement.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "portolan-confinement-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a process says that has nothing but `path` to find programs in. */
function elsewhere(path: string, expression: string, environment: Record<string, string> = {}): string {
  const script = `import(${JSON.stringify(module)}).then((all) => console.log(JSON.stringify((() => { ${expression} })())))`;
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning", "--eval", script];
  return execFileSync(process.execPath, flags, {
    env: { PATH: path, ...environment },
    encoding: "utf8",
  }).trim();
}

describe("confinement", () => {
  it("says of everything whether it holds", () => {
    const { prefix, holds, lacks } = confinement();
    expect(holds.length + lacks.length).toBe(3);
    expect(prefix.length > 0).toBe(holds.length > 0);
  });

  it("is nothing where the programs are missing, and whoever requires it hears what is missing", () => {
    expect(elsewhere("/nowhere", "return all.confinement().prefix;")).toBe("[]");
    const refusal = elsewhere(
      "/nowhere",
      "try { all.requireConfinement(); } catch (e) { return [e.code, e.value]; }",
    );
    expect(JSON.parse(refusal)).toEqual(["sandbox-failed", expect.stringContaining("namespaces")]);
  });

  it.skipIf(confinement().lacks.length > 0)("has its programs from where the PATH of the host leads", () => {
    const names = ["unshare", "setpriv", "prlimit"];
    for (const name of [...names, "true"]) symlinkSync(findProgram(name) as string, join(folder, name));
    const said = elsewhere(
      `relative::${folder}`,
      "const { prefix, programs } = all.confinement(); return [prefix, [...programs]];",
    );
    const [prefix, programs] = JSON.parse(said) as [string[], [string, string][]];
    expect(programs).toEqual(names.map((name) => [name, join(folder, name)]));
    for (const [name, path] of programs) {
      expect(prefix).toContain(path);
      expect(prefix).not.toContain(name);
    }
  });

  it.skipIf(process.platform !== "linux")("is tried out in the environment that children have", () => {
    // Programs that work only where this variable is set.
    const picky = mkdtempSync(join(folder, "picky-"));
    for (const name of ["unshare", "setpriv", "prlimit", "true"]) {
      writeFileSync(join(picky, name), '#!/bin/sh\n[ -n "$OF_THE_HOST" ]\n');
      chmodSync(join(picky, name), 0o755);
    }
    const said = elsewhere(picky, "return all.confinement().prefix;", { OF_THE_HOST: "yes" });
    expect(said).toBe("[]");
  });

  it.skipIf(confinement().lacks.length > 0)("that is all there is satisfies whoever requires it", () => {
    expect(() => requireConfinement()).not.toThrow();
  });
});
