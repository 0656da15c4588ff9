const says = process.argv[2];
process.on("disconnect", () => process.exit());
const ready = { type: "ready", engine: "fake 1", versions: {} };
if (says === "ready") process.send(ready);
if (says.startsWith("says ")) {
  process.send(ready);
  process.on("message", ({ type }) => {
    if (type === "stop") process.send(JSON.parse(says.slice(5)));
  });
}
if (says === "broken") process.send({ type: "broken", detail: "no build for abi=0" });
if (says === "nothing") {
  process.stderr.write("cannot go on\n");
  process.exitCode = 1;
  process.disconnect();
}
