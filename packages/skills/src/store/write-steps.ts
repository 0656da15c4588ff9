/** What is done to the disk, before it is done: tests end the process here, at each step in turn. */
export const writeSteps: { before(step: string): void } = { before: () => {} };
