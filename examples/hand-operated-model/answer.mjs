// Answers the first request in an inbox: `node answer.mjs <inbox> <reply>`.
import { existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const [inbox, reply] = process.argv.slice(2);
for (;;) {
  const files = existsSync(inbox) ? readdirSync(inbox) : [];
  const page = files.find((file) => file.endsWith(".request.md"));
  if (page) {
    // Written under another name and renamed, so that it is there as a whole.
    writeFileSync(join(inbox, "reply.unfinished"), reply);
    renameSync(join(inbox, "reply.unfinished"), join(inbox, page.replace(".request.md", ".reply.md")));
    break;
  }
  await wait(50);
}
