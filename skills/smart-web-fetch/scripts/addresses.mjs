import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

const reserved = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
])
  reserved.addSubnet(network, bits, "ipv4");

// Only 2000::/3 is public; in it, these lead to others or nowhere.
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
])
  reserved.addSubnet(network, bits, "ipv6");

/** Whether an address is one of the public internet: not this machine's, its network's or its cloud's. */
export function isPublic(address) {
  const kind = isIP(address);
  if (kind === 4) return !reserved.check(address, "ipv4");
  return kind === 6 && globalUnicast.check(address, "ipv6") && !reserved.check(address, "ipv6");
}

const refusal = (host, address) =>
  Object.assign(new Error(`${host} is at ${address}, which is not on the public internet. If the user wants exactly that, add --allow-private.`), {
    code: "PRIVATE_ADDRESS",
  });

/** Refuses a host that is written as a number; a name is looked at when it has been looked up. */
export function checkHost(hostname, mayReach) {
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0 && !mayReach(address)) throw refusal(hostname, address);
}

/** A look-up for `http.get`: the address that is connected to is the one that was checked. */
export function checkedLookup(mayReach) {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error);
      const bad = addresses.find(({ address }) => !mayReach(address));
      if (bad) return callback(refusal(hostname, bad.address));
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0].address, addresses[0].family);
    });
}
