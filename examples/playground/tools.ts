import type { ToolKit, ToolSet } from "@portolan/core";

/** Tools over notes in memory; those of a real file read a disk, ask a service, send a mail. */
export function tools({ z, ToolFailure }: ToolKit): ToolSet {
  const notes = new Map([
    ["notes/annual-budget_2024.md", "# Budget\nLess coffee."],
    ["notes/sea-charts.md", "# Sea charts\nSail every line."],
  ]);
  return {
    notes: {
      list: {
        description: "The paths of all notes.",
        input: z.null(),
        output: z.array(z.string()),
        effect: "read",
        call: async () => [...notes.keys()],
      },
      readText: {
        description: "The text of a note.",
        input: z.string(),
        output: z.string(),
        effect: "read",
        call: async (path: string) => {
          const text = notes.get(path);
          if (text === undefined) throw new ToolFailure(`there is no note ${path}`, [...notes.keys()]);
          return text;
        },
      },
      write: {
        description: "Writes a note, in place of one of the same path.",
        input: z.object({ path: z.string(), text: z.string() }),
        output: z.null(),
        effect: "write",
        call: async ({ path, text }: { path: string; text: string }) => {
          notes.set(path, text);
          return null;
        },
      },
    },
  };
}
