import { expect, it } from 'vitest'
import { chosen, inOrder } from './order.ts'

const agent = (handle: string, more: object = {}) => ({
  id: handle,
  handle,
  presence: 'ONLINE' as const,
  retiredAt: null,
  wipLimit: null,
  capabilities: [] as string[],
  workload: { openClaims: 0, openTasks: 0 },
  currentClaims: [] as { expiresAt: string }[],
  ...more,
})
const none = new Map()
const handles = (agents: { handle: string }[]) => agents.map(({ handle }) => handle)

it('puts who is there first, and the retired last in any order', () => {
  const all = [agent('a', { presence: 'OFFLINE' }), agent('b', { retiredAt: '2026-01-01' }), agent('c'), agent('d', { presence: 'LATE' })]
  expect(handles(inOrder(all, 'presence', none))).toEqual(['c', 'd', 'a', 'b'])
  expect(handles(inOrder(all, 'throughput', new Map([['b', { completed: 9 }]])))).toEqual(['a', 'c', 'd', 'b'])
})

it('puts the full before the busy and the busy before the idle, by their limits', () => {
  const all = [
    agent('idle', { wipLimit: 2 }),
    agent('boundless', { workload: { openClaims: 9, openTasks: 9 } }),
    agent('full', { wipLimit: 1, workload: { openClaims: 1, openTasks: 1 } }),
    agent('waiting', { wipLimit: 2, workload: { openClaims: 0, openTasks: 4 } }),
  ]
  expect(handles(inOrder(all, 'load', none))).toEqual(['full', 'boundless', 'waiting', 'idle'])
})

it('puts the lease that runs out next first, and those without a claim by name', () => {
  const all = [
    agent('z'),
    agent('a'),
    agent('late', { currentClaims: [{ expiresAt: '2026-01-01T10:00:00Z' }] }),
    agent('soon', { currentClaims: [{ expiresAt: '2026-01-01T11:00:00Z' }, { expiresAt: '2026-01-01T09:00:00Z' }] }),
  ]
  expect(handles(inOrder(all, 'time', none))).toEqual(['soon', 'late', 'a', 'z'])
})

it('filters by presence, where the retired have none, and by all capabilities', () => {
  const all = [
    agent('a', { capabilities: ['go', 'sql'] }),
    agent('b', { capabilities: ['go'], presence: 'LATE' }),
    agent('c', { capabilities: ['go', 'sql'], retiredAt: '2026-01-01' }),
  ]
  expect(handles(chosen(all, { presence: [], can: [] }))).toEqual(['a', 'b', 'c'])
  expect(handles(chosen(all, { presence: ['ONLINE'], can: [] }))).toEqual(['a'])
  expect(handles(chosen(all, { presence: [], can: ['sql', 'go'] }))).toEqual(['a', 'c'])
})
