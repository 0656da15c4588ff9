import { skillDigest } from "@portolan/core";
import type { Offer } from "./offer.ts";

/** Offers with what is called before its callers. */
export interface OrderedOffers {
  ordered: Offer[];
  /** Those that call themselves through others: no order lets them be pinned. */
  cyclic: Offer[];
  /** The offer that a pin means, if one does. */
  calleeOf(pin: Offer["candidate"]["uses"][number]): Offer | undefined;
}

/** Puts what is called before its callers; otherwise the order stays. */
export function calleesFirst(offers: readonly Offer[]): OrderedOffers {
  const byName = new Map<string, Offer[]>();
  for (const offer of offers) {
    const others = byName.get(offer.candidate.name);
    if (others) others.push(offer);
    else byName.set(offer.candidate.name, [offer]);
  }
  const digests = new Map(offers.map((offer) => [offer, skillDigest(offer.candidate)]));
  const calleeOf: OrderedOffers["calleeOf"] = ({ name, digest }) =>
    byName.get(name)?.find((offer) => digest === "" || digests.get(offer) === digest);
  const done = new Set<Offer>();
  const cyclic = new Set<Offer>();
  const path: Offer[] = [];
  const visit = (offer: Offer): void => {
    if (done.has(offer)) return;
    const start = path.indexOf(offer);
    if (start >= 0) {
      for (const one of path.slice(start)) cyclic.add(one);
      return;
    }
    path.push(offer);
    for (const pin of offer.candidate.uses) {
      const callee = calleeOf(pin);
      if (callee) visit(callee);
    }
    path.pop();
    done.add(offer);
  };
  for (const offer of offers) visit(offer);
  const ordered = [...done].filter((offer) => !cyclic.has(offer));
  return { ordered, cyclic: [...cyclic], calleeOf };
}
