import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** Keeps the paths of all modules that this process loads from now on, whoever imports them. */
export function watchModules(): ReadonlySet<string> {
  const paths = new Set<string>();
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (found.url.startsWith("file:")) paths.add(fileURLToPath(found.url));
      return found;
    },
  });
  return paths;
}
