#!/usr/bin/env node
// An older Node reads this file too, so it holds nothing that one could not parse, and imports the rest afterwards.
const version = process.versions.node;
if (Number(version.split(".")[0]) < 24) {
  process.stderr.write(
    `error: Portolan needs Node 24 or newer.\nvalue: ${version} (${process.execPath})\n` +
      "next:  Install Node 24 from https://nodejs.org, or run `npx -p node@24 portolan` with this command's arguments.\n",
  );
  process.exitCode = 3;
} else {
  const { runProcess } = await import("./main.ts");
  await runProcess();
}
