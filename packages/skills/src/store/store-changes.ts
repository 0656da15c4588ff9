import {
  type ChangeOptions,
  type ChangePlan,
  type ChangeReport,
  type Json,
  planChange,
  type SkillStatus,
  type StoreState,
  type Verify,
} from "@portolan/core";
import { writeOf } from "./planned-write.ts";
import { committed } from "./prepare-store.ts";
import { rememberedVerify } from "./remembered-verify.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { statusRefused } from "./store-errors.ts";
import type { StoreWatcher } from "./store-watcher.ts";
import type { StoreWriter } from "./store-writer.ts";

export interface StoreChangesOptions {
  root: string;
  folders: SkillFolders;
  writer: StoreWriter;
  watcher: StoreWatcher;
  /** The store now; `exact` also finds what others changed in the folders a moment ago. */
  state: (options: { exact: boolean }) => StoreState;
}

/** Plans changes of a store on its state, and carries them out. */
export class StoreChanges {
  readonly #options: StoreChangesOptions;

  constructor(options: StoreChangesOptions) {
    this.#options = options;
  }

  /** Changes a status, and those that follow from it. @throws PortolanError `store-invalid` when it is refused */
  async transition(
    name: string,
    status: SkillStatus,
    request: { reason: string; by?: string; evidence?: Json },
  ): Promise<void> {
    const state = this.#options.state({ exact: true });
    const plan = await planChange(state, [{ kind: "status", name, status }], request);
    if (plan.report.refused) throw statusRefused(plan.report.refused);
    await this.#apply(plan, state);
  }

  /** Verifies before the lock is taken, since it may take long, and again under it only what others changed meanwhile. */
  async planned(
    { verify, dryRun }: Pick<ChangeOptions, "verify" | "dryRun">,
    plan: (state: StoreState, verify: Verify) => Promise<ChangePlan>,
  ): Promise<ChangeReport> {
    const { writer, state } = this.#options;
    const remembered = rememberedVerify(verify);
    if (dryRun) return (await plan(state({ exact: true }), remembered)).report;
    // What was refused may have met half of another writer's change: under the lock it shows.
    await plan(state({ exact: false }), remembered).catch(() => undefined);
    return writer.write(async () => {
      const now = state({ exact: true });
      const planned = await plan(now, remembered);
      await this.#apply(planned, now);
      return planned.report;
    });
  }

  async #apply({ skills }: ChangePlan, state: StoreState): Promise<void> {
    if (skills.length === 0) return;
    const { root, folders, watcher } = this.#options;
    await committed(root, writeOf(skills, { root, folders, state }), watcher);
  }
}
