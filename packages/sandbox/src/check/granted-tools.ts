import type { ToolSet } from "@portolan/core";

/** The tools that a grant names, by namespace or one by one; a namespace without any is left out. */
export function grantedTools(tools: ToolSet, granted: readonly string[]): ToolSet {
  const namespaces = Object.entries(tools).map(([namespace, set]) => {
    const all = granted.includes(namespace);
    const kept = Object.entries(set).filter(([name]) => all || granted.includes(`${namespace}.${name}`));
    return [namespace, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(namespaces.filter(([, set]) => Object.keys(set).length > 0));
}
