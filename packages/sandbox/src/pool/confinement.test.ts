import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { confinement, requireConfinement } from "./confinement.ts";

const module = fileURLToPath(new URL("confinement.ts", import.meta.url));

/** What a process says that has nothing but `path` to find programs in. */
function elsewhere(path: string, expression: string): string {
  const script = `import(${JSON.stringify(module)}).then((all) => console.log(JSON.stringify((() => { ${expression} })())))`;
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning", "--eval", script];
  return execFileSync(process.execPath, flags, { env: { PATH: path }, encoding: "utf8" }).trim();
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

  it.skipIf(confinement().lacks.length > 0)("that is all there is satisfies whoever requires it", () => {
    expect(() => requireConfinement()).not.toThrow();
  });
});
