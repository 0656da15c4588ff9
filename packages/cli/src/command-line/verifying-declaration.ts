/** The settings of every command that verifies skills of a store. */
export const verifyingSettings = ["store", "children", "engine"] as const;

/** What every command takes that runs skills on their cases. */
export const verifyingOptions = {
  "--tools <file>": "tools of your own for skills that need some; trusted, as with `portolan run`",
  "--allow-writes [tools]": "let those tools write: all, or those named, as in --allow-writes=files.write",
};
