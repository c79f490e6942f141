import { describe, expect, it } from 'vitest'
import { mayReach, NetworkFault, networkList } from './networks.ts'

const none = networkList([])

describe('an address of a special network is not reached', () => {
  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.8.9.10', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.192', '192.168.1.1', '198.18.0.1', '198.19.255.255', '224.0.0.1', '239.1.1.1', '240.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::127.0.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0:0', '::ffff:10.1.2.3', '::ffff:169.254.169.254', '[::ffff:a9fe:a9fe]'],
    ...['64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b::1', '64:ff9b:1::1', '2001:0:4136:e378::1', '2001:db8::1', '2002:7f00:1::1'],
    ...['100::1', '5f00::1', '3fff::1', '[::1]', 'localhost', '', '2130706433'],
  ])('%s', (address) => {
    expect(mayReach(address, none)).toBe(false)
  })
})

describe('a public address is reached', () => {
  it.each(['1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.0.1.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s',
    (address) => expect(mayReach(address, none)).toBe(true),
  )
  it.each(['::ffff:1.1.1.1', '::ffff:101:101', '64:ff9b::1.1.1.1'])('%s, written in IPv6', (address) =>
    expect(mayReach(address, none)).toBe(true),
  )
})

it('an operator opens networks one by one, however an address in them is written', () => {
  const allowed = networkList(['10.1.0.0/16', ' 127.0.0.1', 'fd12::/16'])
  for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:127.0.0.1', 'fd12::7']) expect(mayReach(address, allowed)).toBe(true)
  for (const address of ['10.2.0.1', '127.0.0.2', '::1', 'fd13::7']) expect(mayReach(address, allowed)).toBe(false)
})

it.each(['', 'localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '::/129', '10.0.0.0/8/8', '10.0.0.0/x', '*'])(
  'refuses %j as a network',
  (network) => expect(() => networkList([network])).toThrow(NetworkFault),
)
