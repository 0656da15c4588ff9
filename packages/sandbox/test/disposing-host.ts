import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ChildPool } from "../src/pool/child-pool.ts";

// A host for host-process.test.ts: a run gives its child up while the pool is being disposed, as one does that would not
// stop within its grace period.
const runner = fileURLToPath(new URL("fake-runner.mjs", import.meta.url));
const pool = new ChildPool({
  children: 1,
  memoryMb: 64,
  waiting: 1,
  fork: () => fork(runner, ["ready"], { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] }),
});
const child = await pool.lend({ queue: "", memoryMb: 64 });
const disposed = pool.dispose();
if (child) pool.retire(child);
await disposed;
process.stdout.write("disposed\n");
