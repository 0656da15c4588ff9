const says = process.argv[2];
process.on("disconnect", () => process.exit());
const ready = () => process.send({ type: "ready", engine: "fake 1", versions: {} });
if (says === "ready") ready();
// What the host tells every runner is an object.
if (says === "ready when told") process.on("message", (message) => message === "go" && ready());
if (says === "broken") process.send({ type: "broken", detail: "no build for abi=0" });
if (says === "nothing") {
  process.stderr.write("cannot go on\n");
  process.exitCode = 1;
  process.disconnect();
}
