import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../main.ts";
import { capturedTerminal, type CapturedTerminal } from "./captured-terminal.ts";

type Options = Omit<NonNullable<Parameters<typeof capturedTerminal>[0]>, "cwd">;

const tools = `export const tools = ({ z, ToolFailure }) => {
  const texts = { a: "one", b: "two" };
  return {
    notes: {
      list: { description: "Names.", input: z.null(), output: z.array(z.string()), effect: "read", call: async () => Object.keys(texts) },
      text: { description: "A text.", input: z.string(), output: z.string(), effect: "read", call: async (name) => {
        if (!(name in texts)) throw new ToolFailure("no note " + name, Object.keys(texts));
        return texts[name];
      } },
      write: { description: "Writes.", input: z.string(), output: z.null(), effect: "write", call: async (text) => { texts.c = text; return null; } },
    },
  };
};
`;

const copy = `import { list, text, write } from "#tools/notes";

export async function copyNotes(prefix: string): Promise<string[]> {
  const names = await list();
  const texts = await Promise.all(names.map((name) => text(name)));
  console.log(prefix + texts.join());
  await write(texts.join(" "));
  return list();
}
`;

/** A folder with tools over notes, and a program, `copy.ts`, that logs a line, writes once and makes five calls in all. */
export function notesPlayground() {
  const folder = mkdtempSync(join(tmpdir(), "portolan-playground-"));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("tools.ts", tools);
  write("copy.ts", copy);
  write("spin.ts", 'export function spin(): void {\n  console.log("started");\n  for (;;) {}\n}\n');
  return {
    folder,
    write,
    /** The command line that runs `copy.ts`. */
    copy: ["run", "copy.ts", '"> "', "--tools", "tools.ts"],
    portolan: async (commandLine: string[], options: Options = {}) => {
      const terminal = capturedTerminal({ cwd: folder, ...options });
      const code = await main(commandLine, terminal);
      return { code, out: terminal.out(), err: terminal.err() };
    },
    /** Presses Ctrl-C as soon as something is said that begins like this. */
    interruptedAt: async (said: string, commandLine: string[], options: Options = {}) => {
      const terminal: CapturedTerminal = capturedTerminal({
        cwd: folder,
        ...options,
        onError: (text) => {
          if (text.startsWith(said)) setImmediate(() => terminal.interrupt());
        },
      });
      const code = await main(commandLine, terminal);
      return { code, out: terminal.out(), err: terminal.err() };
    },
  };
}
