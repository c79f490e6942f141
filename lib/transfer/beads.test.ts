import { describe, expect, it } from 'vitest'
import { LIMITS } from '#lib/domain/limits.ts'
import { readBead } from './beads.ts'

const bead = (more: Record<string, unknown> = {}) =>
  readBead(
    {
      id: 'bd-1',
      title: 'One',
      status: 'open',
      priority: 2,
      created_at: '2025-10-29T23:05:13.986452-07:00',
      updated_at: '2025-10-31T20:36:49Z',
      ...more,
    },
    1,
  )
const codes = (task: ReturnType<typeof bead>) => task.findings.map((finding) => finding.code)

describe('a line of Beads', () => {
  it('maps each priority to its rank, and one that is unknown to MEDIUM with a finding', () => {
    expect([0, 1, 2, 3, 4].map((priority) => bead({ priority }).priority)).toEqual([3, 2, 1, 0, 0])
    expect(bead({ priority: 7 })).toMatchObject({ priority: 1, findings: [{ code: 'DEFAULTED' }] })
  })

  it('turns times with offsets into UTC and keeps what they were', () => {
    const task = bead()
    expect(task.createdAt.toISOString()).toBe('2025-10-30T06:05:13.986Z')
    expect(task.record.created_at).toBe('2025-10-29T23:05:13.986452-07:00')
  })

  it('completes what is closed at the time and with the reason of its closing', () => {
    const task = bead({ status: 'closed', closed_at: '2025-11-02T10:00:00+01:00', close_reason: 'Shipped' })
    expect(task).toMatchObject({
      status: 'COMPLETED',
      completedAt: new Date('2025-11-02T09:00:00Z'),
      completionSummary: 'Shipped',
      deletedAt: null,
    })
  })

  it('leaves what is hooked pending with its assignee, and says when there is none', () => {
    expect(bead({ status: 'hooked', assignee: 'beads/dave' })).toMatchObject({ status: 'PENDING', assignee: 'beads/dave', findings: [] })
    expect(codes(bead({ status: 'hooked' }))).toEqual(['UNASSIGNED'])
  })

  it('deletes a tombstone, with who did it and why', () => {
    const tombstone = { status: 'tombstone', deleted_at: '2025-12-25T01:21:01-08:00', deleted_by: 'daemon', delete_reason: 'batch delete' }
    const task = bead(tombstone)
    expect(task).toMatchObject({
      status: 'CANCELLED',
      deletedAt: new Date('2025-12-25T09:21:01Z'),
      deletedBy: 'daemon',
      record: { delete_reason: 'batch delete' },
    })
    expect(bead({ ...tombstone, close_reason: 'Done' })).toMatchObject({
      status: 'COMPLETED',
      completedAt: new Date('2025-12-25T09:21:01Z'),
    })
  })

  it('holds what was blocked or deferred without saying by what', () => {
    expect(bead({ status: 'deferred' })).toMatchObject({ status: 'PENDING', holdReason: 'It was deferred in Beads.' })
    expect(bead({ status: 'constructor' })).toMatchObject({ status: 'PENDING', holdReason: null, findings: [{ code: 'DEFAULTED' }] })
  })

  it('keeps the direction of "blocked-by", which names the blocker as "blocks" does', () => {
    const link = (type: string) => bead({ dependencies: [{ issue_id: 'bd-1', depends_on_id: 'bd-2', type }] }).links[0]
    expect(link('blocked-by')).toMatchObject({ target: 'bd-2', kind: 'BLOCKS', origin: 'blocked-by' })
    expect(link('blocks')).toMatchObject({ target: 'bd-2', kind: 'BLOCKS', origin: 'blocks' })
  })

  it('makes kinds that it does not know RELATED, with their name', () => {
    const task = bead({
      dependencies: [
        { depends_on_id: 'bd-2', type: 'haunts' },
        { depends_on_id: 'bd-3', type: 'tracks' },
      ],
    })
    expect(task.links.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['RELATED', 'haunts'],
      ['RELATED', 'tracks'],
    ])
    expect(codes(task)).toEqual(['UNKNOWN_LINK'])
  })

  it('cuts a description that is too long and keeps its whole in an update', () => {
    const description = '𝒜'.repeat(LIMITS.description + 1)
    const task = bead({ description })
    expect([...task.description].length).toBeLessThanOrEqual(LIMITS.description)
    expect(task.description).toMatch(/\[Cut at the import\..*\]$/)
    expect(task.entries.map((entry) => entry.body)).toEqual([`The whole description:\n\n${description}`])
    expect(codes(task)).toEqual(['TEXT_CUT'])
  })

  it('splits a text that no single update can hold', () => {
    const notes = 'n'.repeat(LIMITS.context * 2)
    const { entries } = bead({ notes })
    expect(entries.length).toBe(3)
    expect(entries.every((entry) => [...entry.body].length <= LIMITS.context)).toBe(true)
    expect(entries.map((entry) => entry.body.split('\n\n')[1]).join('')).toBe(notes)
  })

  it('replaces characters that cannot be stored and keeps the original beside the task', () => {
    const task = bead({ title: 'a\0b', description: 'lone \ud800' })
    expect(task).toMatchObject({ title: 'a\uFFFDb', description: 'lone \uFFFD', record: { title: 'a\0b', description: 'lone \ud800' } })
    expect(codes(task)).toEqual(['TEXT_CHANGED', 'TEXT_CHANGED'])
  })

  it('keeps comments with their authors and times, and notes and design as updates', () => {
    const comments = [{ id: 3, author: 'alice', text: 'Looks *good*', created_at: '2026-01-12T02:16:51Z' }]
    const { entries, record } = bead({ created_by: 'bob', design: 'Use a map.', notes: 'Done in v2.', comments })
    expect(entries).toEqual([
      { body: 'Design:\n\nUse a map.', author: 'bob', at: new Date('2025-10-30T06:05:13.986Z') },
      { body: 'Notes:\n\nDone in v2.', author: 'bob', at: new Date('2025-10-31T20:36:49Z') },
      { body: 'Looks *good*', author: 'alice', at: new Date('2026-01-12T02:16:51Z') },
    ])
    expect(record.comments).toEqual([{ id: 3, author: 'alice', created_at: '2026-01-12T02:16:51Z', text: undefined }])
  })

  it('makes criteria of a list, and an update of any other text', () => {
    expect(bead({ acceptance_criteria: '- [x] Builds\n- Is fast' }).criteria).toEqual([
      { text: 'Builds', state: 'MET' },
      { text: 'Is fast', state: 'UNKNOWN' },
    ])
    const prose = bead({ acceptance_criteria: 'First this.\n\nThen that.' })
    expect(prose.criteria).toEqual([])
    expect(prose.entries[0]?.body).toBe('Acceptance criteria:\n\nFirst this.\n\nThen that.')
    expect(bead({ acceptance_criteria: Array.from({ length: 11 }, (_, i) => `- ${i}`).join('\n') }).criteria).toEqual([])
  })

  it('keeps 30 labels of 50 characters, and names the others', () => {
    const task = bead({ labels: ['Api', 'api', ...Array.from({ length: 40 }, (_, i) => `l${i}`), 'x'.repeat(51), 7] })
    expect(task.tags).toHaveLength(LIMITS.tagsPerTask)
    expect(task.tags[0]).toBe('Api')
    expect(codes(task).filter((code) => code === 'TAG_LEFT_OUT')).toHaveLength(13)
    expect(task.record.labels).toHaveLength(44)
  })

  it('keeps everything that has no field', () => {
    const odd = {
      issue_type: 'gate',
      external_ref: 'gh-1',
      await_type: 'gh:run',
      await_id: 'release.yml',
      timeout: 1_800_000_000_000,
      original_type: 'task',
    }
    expect(bead(odd).record).toMatchObject(odd)
  })

  it('survives fields of the wrong type, one by one', () => {
    const task = bead({ title: 5, priority: 'high', labels: 'x', dependencies: {}, created_at: 'yesterday', comments: null })
    expect(task).toMatchObject({ title: 'bd-1', priority: 1, tags: [], links: [] })
    expect(new Set(codes(task))).toEqual(new Set(['DEFAULTED']))
  })

  it('has the same hash in another order of fields, and another one when a field changes', () => {
    expect(readBead({ b: 1, id: 'x', a: { d: 1, c: 2 } }, 1).hash).toBe(readBead({ a: { c: 2, d: 1 }, id: 'x', b: 1 }, 9).hash)
    expect(bead({ title: 'Two' }).hash).not.toBe(bead().hash)
  })

  it('is refused without an id, and when it is no object', () => {
    expect(() => readBead({ title: 'x' }, 1)).toThrow('it has no id')
    expect(() => readBead([1], 1)).toThrow('it is not a JSON object')
    expect(() => readBead(null, 1)).toThrow('it is not a JSON object')
  })
})
