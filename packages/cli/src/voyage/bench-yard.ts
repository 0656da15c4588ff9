import { cp, mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type BenchParts, type BenchSuite, loadSuite, loadWorldSuite } from "@portolan/bench";
import type { Config } from "@portolan/core";
import { equip, openStore, type Workshop } from "../wire.ts";

/**
 * What the cells of an experiment are made of, as this program wires it; sandboxes are shared by all of them.
 * @param own settings of this process, of which a plan tells nobody
 */
export async function benchYard(
  workshop: Workshop,
  { modelHeaders }: Pick<Config, "modelHeaders">,
): Promise<BenchParts> {
  const { takeLock } = await import("@portolan/skills");
  return {
    loadSuite: loadBenchSuite,
    openStore: (root, settings, name) => openStore(root, { ...settings, index: indexOf(settings, name) }),
    copyStore,
    equip: (settings, { store, place }) => equip(workshop, { ...settings, modelHeaders }, store, [], place),
    takeLock,
  };
}

/** The suite of that name or path, with its world where it has one. */
export async function loadBenchSuite(source: string): Promise<BenchSuite> {
  return (await loadWorldSuite(source)) ?? { suite: await loadSuite(source) };
}

/** Every cell has an index of its own, also where all of them lie in one place. */
function indexOf({ index }: Config, name: string): string {
  return ["auto", "memory", "lancedb"].includes(index) ? index : `${index.replace(/\/+$/, "")}/${name}`;
}

/** A copy that is whole or absent, without what can be made again. */
async function copyStore(from: string, to: string): Promise<void> {
  const half = join(dirname(to), `.${basename(to)}.half`);
  await rm(half, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, half, { recursive: true, filter: (path) => basename(path) !== ".portolan" });
  await rename(half, to);
}
