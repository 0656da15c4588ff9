import { BlockList, isIP } from "node:net";

/**
 * Networks that are not the internet: this machine, private and shared ones, and what reaches those by another name. A list of its own
 * for each family: Node's lists take an address of the one for one of the other.
 */
const inside = {
  ipv4: blockList("ipv4", [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
  ]),
  // Only 2000::/3 is the internet; of that, tunnels, examples, and what carries an address of the older protocol.
  ipv6: blockList("ipv6", [
    "::/3",
    "4000::/2",
    "8000::/1",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
  ]),
};

/** True for an address outside of what is private: one on the internet, where nothing of this network is reached. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return isPublic(mapped);
  const version = isIP(plain);
  if (version === 4) return !inside.ipv4.check(plain, "ipv4");
  return version === 6 && !inside.ipv6.check(plain, "ipv6");
}

/** The address that the host of a URL is, without brackets; `undefined` for a name. */
export function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) === 0 ? undefined : bare;
}

function blockList(family: "ipv4" | "ipv6", subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", prefix] = subnet.split("/");
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}
