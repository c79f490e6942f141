import { describe, expect, it } from 'vitest'
import { readBead } from './beads.ts'
import { inOrder, resolveLinks } from './links.ts'

const NOTHING = { deleted: new Map<string, boolean>(), edges: [] }

/** Tasks from `id: 'type>target …'`; a leading "-" means deleted. */
function graph(spec: Record<string, string>) {
  return Object.entries(spec).map(([name, links], i) => {
    const id = name.replace('-', '')
    const dependencies = links
      .split(' ')
      .filter(Boolean)
      .map((link) => ({ type: link.split('>')[0], depends_on_id: link.split('>')[1] }))
    const time = new Date(Date.UTC(2026, 0, 1 + i)).toISOString()
    return readBead(
      { id, title: id, status: name.startsWith('-') ? 'tombstone' : 'open', priority: 2, created_at: time, updated_at: time, dependencies },
      i + 1,
    )
  })
}

function resolve(spec: Record<string, string>, around = NOTHING as Parameters<typeof resolveLinks>[2]) {
  const tasks = graph(spec)
  const { links, findings } = resolveLinks(tasks, new Map(tasks.map((task) => [task.externalKey, task])), around)
  return {
    links: links.map(({ from, target, kind, origin }) => `${from} ${kind} ${target} (${origin})`),
    findings: [...findings].flatMap(([task, found]) => found.map(({ code, message }) => `${task.externalKey} ${code} ${message}`)),
  }
}

describe('links of a source', () => {
  it('are left out and reported when their other end is not there', () => {
    expect(resolve({ a: 'blocks>gone' })).toEqual({ links: [], findings: ['a DANGLING_LINK blocks → gone is not there'] })
  })

  it('reach tasks that an earlier import brought', () => {
    expect(resolve({ a: 'blocks>old' }, { deleted: new Map([['old', false]]), edges: [] }).links).toEqual(['a BLOCKS old (blocks)'])
  })

  it('keep the first parent and make the second RELATED', () => {
    const { links, findings } = resolve({ a: 'parent-child>p parent-child>q', p: '', q: '' })
    expect(links).toEqual(['a PARENT p (parent-child)', 'a RELATED q (parent-child)'])
    expect(findings).toEqual(['a SECOND_PARENT q; the first is p'])
  })

  it('prefer a parent that is not deleted', () => {
    expect(resolve({ a: 'parent-child>p parent-child>q', '-p': '', q: '' }).links).toEqual([
      'a PARENT q (parent-child)',
      'a RELATED p (parent-child)',
    ])
  })

  it('become RELATED when they would close a cycle of their kind, also through links that were there before', () => {
    const { links, findings } = resolve({ a: 'blocks>b', b: 'blocks>c', c: 'blocks>a' })
    expect(links.at(-1)).toBe('c RELATED a (blocks)')
    expect(findings).toEqual(['c CYCLE blocks → a'])
    expect(resolve({ a: 'blocks>b', b: 'parent-child>a' }).findings).toEqual([])
    const around = {
      deleted: new Map<string, boolean>(),
      edges: [
        { from: 'b', to: 'x1', kind: 'BLOCKS' as const },
        { from: 'x1', to: 'a', kind: 'BLOCKS' as const },
      ],
    }
    expect(resolve({ a: 'blocks>b', b: '' }, around).findings).toEqual(['a CYCLE blocks → b'])
  })

  it('to the task itself are left out and reported', () => {
    expect(resolve({ a: 'related>a' })).toEqual({ links: [], findings: ['a SELF_LINK related → a'] })
  })

  it('that fall together keep the names of both', () => {
    expect(resolve({ a: 'related>b tracks>b related>b', b: '' }).links).toEqual(['a RELATED b (related, tracks)'])
  })
})

it('tasks are stored after their blockers, otherwise by age, however long the chain', () => {
  const spec = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`t${i}`, i < 19_999 ? `blocks>t${i + 1}` : '']))
  const tasks = graph({ ...spec, lone: '' })
  const { links } = resolveLinks(tasks.slice(0, 100), new Map(tasks.map((task) => [task.externalKey, task])), NOTHING)
  const direct = tasks.flatMap((task) => task.links.map((link) => ({ ...link, from: task.externalKey })))
  const order = inOrder(tasks, direct).map((task) => task.externalKey)
  expect(links).toHaveLength(100)
  expect(order.slice(0, 2)).toEqual(['t19999', 't19998'])
  expect(order.slice(-2)).toEqual(['t0', 'lone'])
  expect(order).toHaveLength(20_001)
})
