// A runner that was taken over: it starts as any other, and answers a run with what stands in its source.
process.on("disconnect", () => process.exit());
process.on("message", (message) => {
  if (message.type === "run") for (const said of JSON.parse(message.source)) process.send(said);
});
process.send({ type: "ready", engine: "fake 1", versions: {} });
