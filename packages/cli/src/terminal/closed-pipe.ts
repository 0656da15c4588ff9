/** What shells call the end of a process that writes to nobody: 128 and the number of SIGPIPE. */
const closedPipeCode = 141;

/** What becomes of a process whose reader has gone, as `head` does when it has enough. */
export interface ClosedPipe {
  /** Nothing more is said then. */
  readonly isClosed: boolean;
  /** What ends the command that is under way in an orderly way. */
  readonly interrupts: Set<() => void>;
  /** The exit code of a command that ended with this one. */
  exitCode(code: number): number;
}

/**
 * Ends the process quietly once nobody reads what it writes: a command that Ctrl-C would end in an orderly way ends so, any
 * other one at once.
 */
export function closedPipe(streams: readonly NodeJS.WriteStream[]): ClosedPipe {
  let isClosed = false;
  const interrupts = new Set<() => void>();
  const onError = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") process.exit(3);
    if (isClosed) return;
    isClosed = true;
    if (interrupts.size === 0) process.exit(closedPipeCode);
    for (const interrupt of interrupts) interrupt();
  };
  for (const stream of streams) stream.on("error", onError);
  return {
    get isClosed() {
      return isClosed;
    },
    interrupts,
    exitCode: (code) => (isClosed ? closedPipeCode : code),
  };
}
