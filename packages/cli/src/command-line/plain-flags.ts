const toolNames = /^(?:all|[a-z_$][\w$-]*\.[\w$]+(?:,[a-z_$][\w$-]*\.[\w$]+)*)$/i;

/**
 * The command line with `--allow-writes` made to take names of tools and nothing else that follows it: neither an
 * argument, which is JSON, nor the file or skill to run is such a name.
 */
export function withPlainFlags(commandLine: readonly string[]): string[] {
  return commandLine.map((text, i) => {
    const after = commandLine[i + 1];
    const isValue = after !== undefined && toolNames.test(after) && !after.endsWith(".ts");
    return text === "--allow-writes" && !isValue ? "--allow-writes=all" : text;
  });
}
