import type { Offers } from "./offer.ts";

/** One offer of each name: the highest version, or the first. The others are said to be skipped. */
export function newestOffers({ offers, skipped }: Offers): Offers {
  const newest = new Map<string, Offers["offers"][number]>();
  const others = [...skipped];
  for (const offer of offers) {
    const { name } = offer.candidate;
    const other = newest.get(name);
    const isNewer = other !== undefined && (offer.version ?? 0) > (other.version ?? 0);
    if (other)
      others.push({ what: name, reason: "the source has another program of that name, which is meant" });
    if (!other || isNewer) newest.set(name, offer);
  }
  return { offers: [...newest.values()], skipped: others };
}
