export { main } from "./main.ts";
export type { Terminal, TerminalStream } from "./terminal/terminal.ts";
