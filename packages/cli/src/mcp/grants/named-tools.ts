/** The namespaces of tools that a source names, wherever it does; text, not syntax: what it really imports shows in the sandbox. */
export function namedNamespaces(source: string): string[] {
  return [...source.matchAll(/#tools\/([\w$@~+-]+)/g)].map(([, namespace]) => namespace as string);
}

/** The tools that a source imports by name, such as `files.readText`; text, too. */
export function namedTools(source: string): string[] {
  const imports = source.matchAll(/import\s*\{([^{}]*)\}\s*from\s*["']#tools\/([\w$@~+-]+)["']/g);
  return [...imports].flatMap(([, names = "", namespace]) =>
    names.split(",").flatMap((one) => {
      const name = /^\s*(?:"([^"]+)"|'([^']+)'|([\w$]+))/.exec(one)?.slice(1).find(Boolean);
      return name === undefined ? [] : [`${namespace}.${name}`];
    }),
  );
}
