/** What a child of ours may see of its surroundings: a time zone and a locale, so that runs are the same everywhere. */
export const childEnvironment: Readonly<Record<string, string>> = { TZ: "UTC", LANG: "C", LC_ALL: "C" };
