import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Addresses that are not the public internet's: those of the IANA registries of special purpose, IPv4 and IPv6. Among them are
 * loopback, private and link-local networks, the metadata services of clouds (169.254.169.254, fd00:ec2::254) and shared address space.
 */
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
// Global unicast is 2000::/3, and of that all but what follows.
const SPECIAL_6 = ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']
// An IPv4 address in an IPv6 one: mapped, and translated by NAT64 on the way.
const MAPPED = /^::ffff:/
const TRANSLATED = /^64:ff9b::/

export class NetworkFault extends Error {}

/** @param networks such as `10.0.0.0/8`, `fd00::/8` or a single address; @throws NetworkFault that names the one that is none */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix, more] = network.trim().split('/')
    const family = isIP(address)
    const bits = family === 4 ? 32 : 128
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
    if (family === 0 || length < 0 || length > bits || more !== undefined) throw new NetworkFault(network)
    list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

// Apart, because a list takes an IPv4 address for the IPv6 one that it is mapped to.
const special = { ipv4: networkList(SPECIAL_4), ipv6: networkList(SPECIAL_6) }

/** Whether requests of our own making may go to this address: it is public, or the operator has named its network. */
export function mayReach(address: string, allowed: BlockList): boolean {
  const plain = unwrapped(address)
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  return isIP(plain) !== 0 && (allowed.check(plain, family) || !special[family].check(plain, family))
}

/** Without brackets and zone, and an IPv4 address as such however it is written. */
function unwrapped(given: string): string {
  const address = given.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(address) !== 6) return address
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  if (!MAPPED.test(canonical) && !TRANSLATED.test(canonical)) return canonical
  const [high = 0, low = 0] = tail(canonical)
  const dotted = [high >> 8, high & 255, low >> 8, low & 255].join('.')
  return isIPv4(dotted) ? dotted : canonical
}

/** The last two groups of an address as the URL standard writes it. */
function tail(canonical: string): number[] {
  const groups = canonical.replace(TRANSLATED, '').replace(MAPPED, '').split(':')
  return ['0', ...groups].slice(-2).map((group) => parseInt(group || '0', 16))
}
