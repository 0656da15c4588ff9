import type { Approve, Config, ToolSet } from "@portolan/core";
import type { ProcessSandbox } from "@portolan/sandbox";
import type { FolderSkillStore, IndexProgress } from "@portolan/skills";
import { openSandbox, openStore } from "../wire.ts";

/** What all clients of a server share; both parts are opened at their first use. */
export interface Library extends AsyncDisposable {
  root: string;
  readOnly: boolean;
  /** What programs may import beside skills. */
  tools: ToolSet;
  store: () => Promise<FolderSkillStore>;
  sandbox: () => Promise<ProcessSandbox>;
}

export interface LibraryOptions {
  root: string;
  config: Config;
  readOnly: boolean;
  tools?: ToolSet;
  approve?: Approve;
  indexProgress?: IndexProgress;
}

/** What one run may take, whoever asks for it: a client waits for the answer, and a model has to read it. */
const limits = { wallMs: 10_000, resultBytes: 256 * 1024, logBytes: 16 * 1024 };
const waiting = 1_000;
/** What a search by examples may spend on running skills. */
const behaviourBudget = { wallMs: 5_000 };

/** A library that nothing is read of before a client asks for something. */
export function openLibrary({ root, config, readOnly, indexProgress, ...granted }: LibraryOptions): Library {
  const { tools = {}, approve } = granted;
  const sandbox = once(() => openSandbox(config, { tools, approve, limits, waiting }));
  const store = once(async () =>
    openStore(root, config, { readOnly, behaviourBudget, indexProgress, sandbox: await sandbox.get() }),
  );
  return {
    root,
    readOnly,
    tools,
    store: store.get,
    sandbox: sandbox.get,
    async [Symbol.asyncDispose]() {
      await store.close();
      await sandbox.close();
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
