import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { create } from "tar";
import { expect, it, vi } from "vitest";
import { textDeclare, writeSkillFolder } from "../testing/skill-folder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { npmSpecOf } from "./npm-source.ts";
import { readSource } from "./read-source.ts";
import { extractTarball } from "./tarball.ts";

const read = (source: string) => readSource(source, { cwd: "/", declare: textDeclare, by: "test" });

/** A folder of a package, with what its package.json says. */
function packageFolder(manifest: Record<string, unknown>): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "package"));
  const said = {
    name: "text-skills",
    version: "1.2.3",
    license: "ISC",
    author: "Bo <bo@example.org>",
    ...manifest,
  };
  writeFileSync(join(root, "package", "package.json"), JSON.stringify(said));
  return root;
}

async function tarball(root: string, entries: string[] = ["package"]): Promise<string> {
  const file = join(temporaryFolder(), "package.tgz");
  await create({ file, cwd: root, gzip: true, preservePaths: true, follow: false }, entries);
  return file;
}

it("reads what npm packs, and runs none of its scripts", async () => {
  const touched = join(temporaryFolder(), "touched");
  const scripts = Object.fromEntries(
    ["prepack", "prepare", "postinstall"].map((name) => [name, `touch ${touched}`]),
  );
  const root = packageFolder({ scripts, portolan: { skills: "skills" } });
  writeSkillFolder(join(root, "package", "skills"), "shout");
  writeSkillFolder(join(root, "package", "other"), "whisper");
  await execa("npm", ["pack", "--ignore-scripts", "--loglevel=error"], { cwd: join(root, "package") });
  const { offers, skipped } = await read(join(root, "package", "text-skills-1.2.3.tgz"));
  expect(skipped).toEqual([]);
  expect(offers.map(({ candidate }) => candidate.name)).toEqual(["shout"]);
  expect(offers[0]?.origin).toEqual({
    from: "file:text-skills-1.2.3.tgz",
    by: "test",
    author: "Ada",
    licence: "MIT",
    version: "1.2.3",
  });
  expect(existsSync(touched)).toBe(false);
});

it("unpacks nothing outside of its folder, and no link", async () => {
  const root = packageFolder({});
  const folder = writeSkillFolder(join(root, "package"), "shout", { "scripts/shout.ts": "" });
  symlinkSync("/etc/hostname", join(folder, "scripts", "skill.ts"));
  symlinkSync("/etc", join(root, "package", "etc"));
  const file = join(temporaryFolder(), "package.tgz");
  const evil = [
    "package/../../escaped",
    "package/x/../../../escaped",
    "/tmp/../escaped",
    "package/etc/escaped",
  ];
  writeFileSync(join(root, "evil"), "x");
  let next = 0;
  await create(
    {
      file,
      cwd: root,
      gzip: true,
      preservePaths: true,
      onWriteEntry: (entry) => {
        if (entry.path === "evil") entry.path = evil[next++ % evil.length] as string;
      },
    },
    ["package", ...evil.map(() => "evil")],
  );
  const outer = temporaryFolder();
  mkdirSync(join(outer, "a", "b"), { recursive: true });
  await extractTarball(file, join(outer, "a", "b"));
  const found = readdirSync(outer, { recursive: true, withFileTypes: true });
  expect(found.filter((entry) => entry.isSymbolicLink())).toEqual([]);
  expect(found.map(({ name }) => name)).toContain("SKILL.md");
  expect(
    found.filter(
      ({ name, parentPath }) => name === "escaped" && !parentPath.startsWith(join(outer, "a", "b")),
    ),
  ).toEqual([]);
  expect(existsSync("/etc/escaped") || existsSync("/escaped")).toBe(false);
  expect((await read(file)).offers).toEqual([]);
});

it("refuses a package that names skills outside of itself", async () => {
  const root = packageFolder({ portolan: { skills: "../.." } });
  await expect(read(await tarball(root))).rejects.toMatchObject({
    message: expect.stringContaining("outside of itself"),
  });
});

it("refuses a tarball that unpacks to more than it may, before anything is written", async () => {
  const root = packageFolder({ description: "x".repeat(2000) });
  const file = await tarball(root);
  const folder = temporaryFolder();
  for (const limits of [
    { files: 9, totalBytes: 1000 },
    { files: 1, totalBytes: 9000 },
  ])
    await expect(extractTarball(file, folder, limits)).rejects.toMatchObject({
      code: "source-invalid",
      message: expect.stringContaining("holds more than"),
    });
  expect(readdirSync(folder)).toEqual([]);
});

it("refuses what is no tarball", async () => {
  const file = join(temporaryFolder(), "x.tgz");
  writeFileSync(file, "no tarball");
  await expect(read(file)).rejects.toMatchObject({ code: "source-invalid" });
});

it("takes names of the registry, and nothing that npm would read from elsewhere", () => {
  expect(npmSpecOf("npm:@a/b-c@^1.2")).toEqual({ name: "@a/b-c", version: "^1.2" });
  expect(npmSpecOf("npm:left.pad")).toEqual({ name: "left.pad" });
  for (const source of ["npm:./x", "npm:a/b", "npm:--x", "npm:x@file:y", "npm:https://x.y/z.tgz", "npm:x y"])
    expect(() => npmSpecOf(source)).toThrow("no package of npm");
});

it("fetches a package of the registry by npm, at the version that is asked for", async () => {
  const touched = join(temporaryFolder(), "touched");
  const root = packageFolder({ name: "@acme/text-skills", scripts: { preinstall: `touch ${touched}` } });
  writeSkillFolder(join(root, "package"), "shout");
  const bytes = readFileSync(await tarball(root));
  const server = createServer((request, response) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (request.url?.endsWith(".tgz")) return void response.end(bytes);
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    const version = {
      name: "@acme/text-skills",
      version: "1.2.3",
      dist: { tarball: `${url}/text-skills.tgz`, integrity },
    };
    response.end(
      JSON.stringify({
        name: version.name,
        "dist-tags": { latest: "1.2.3" },
        versions: { "1.2.3": version },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("npm_config_registry", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("npm_config_cache", temporaryFolder());
  try {
    const { offers } = await read("npm:@acme/text-skills@^1.0.0");
    expect(offers.map(({ candidate }) => candidate.name)).toEqual(["shout"]);
    expect(offers[0]?.origin).toMatchObject({
      from: "npm:@acme/text-skills",
      version: "1.2.3",
      licence: "MIT",
    });
    expect(existsSync(touched)).toBe(false);
    await expect(read("npm:@acme/text-skills@9.9.9")).rejects.toMatchObject({
      code: "source-invalid",
      message: expect.stringContaining("The package cannot be fetched"),
    });
  } finally {
    vi.unstubAllEnvs();
    server.close();
  }
});
