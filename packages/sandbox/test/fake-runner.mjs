const says = process.argv[2];
process.on("disconnect", () => process.exit());
if (says === "ready") process.send({ type: "ready", engine: "fake 1", versions: {} });
if (says === "broken") process.send({ type: "broken", detail: "no build for abi=0" });
if (says === "nothing") {
  process.stderr.write("cannot go on\n");
  process.exitCode = 1;
  process.disconnect();
}
