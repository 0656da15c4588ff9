import { availableParallelism } from "node:os";
import type { Config } from "@portolan/core";
import type { ProcessSandbox } from "@portolan/sandbox";
import type { FolderSkillStore, IndexProgress } from "@portolan/skills";
import { openSandbox, openStore } from "../wire.ts";
import { FairShare } from "./fair-share.ts";
import type { GrantBook } from "./grants/grant-book.ts";

/** What all clients of a server share; both parts are opened at their first use. */
export interface Library extends AsyncDisposable {
  root: string;
  readOnly: boolean;
  /** What programs may import beside skills, for each client. */
  grants: GrantBook;
  store: () => Promise<FolderSkillStore>;
  sandbox: () => Promise<ProcessSandbox>;
  /** How clients share the processes of the sandbox. */
  share: FairShare;
}

export interface LibraryOptions {
  root: string;
  config: Config;
  readOnly: boolean;
  grants: GrantBook;
  indexProgress?: IndexProgress;
}

/** What one run may take, whoever asks for it: a client waits for the answer, and a model has to read it. */
const limits = { wallMs: 10_000, resultBytes: 256 * 1024, logBytes: 16 * 1024 };
const waiting = 1_000;
/** What a search by examples may spend on running skills. */
const behaviourBudget = { wallMs: 5_000 };

/** A library that nothing is read of before a client asks for something. */
export function openLibrary({ root, config, readOnly, indexProgress, grants }: LibraryOptions): Library {
  const sandbox = once(() => openSandbox(config, { limits, waiting }));
  const store = once(async () =>
    openStore(root, config, { readOnly, behaviourBudget, indexProgress, sandbox: await sandbox.get() }),
  );
  return {
    root,
    readOnly,
    grants,
    store: store.get,
    sandbox: sandbox.get,
    share: new FairShare(config.children === 0 ? availableParallelism() : config.children),
    async [Symbol.asyncDispose]() {
      await store.close();
      await sandbox.close();
      await grants[Symbol.asyncDispose]();
    },
  };
}

interface Once<T> {
  get(this: void): Promise<T>;
  close(): Promise<void>;
}

/** Opened once; what could not be opened is tried again. */
function once<T extends AsyncDisposable>(open: () => Promise<T>): Once<T> {
  let opened: Promise<T> | undefined;
  return {
    get() {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    async close() {
      await (await opened?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}
