import { describe, expect, test } from 'vitest'
import type { TaskStatus } from '#app/_ui/status.tsx'
import { verdictOf } from './verdict.ts'

type Task = Parameters<typeof verdictOf>[0]
const bob = { id: 'act_2', kind: 'AGENT' as const, handle: 'bob', name: 'Bob' }
const claim = { id: 'clm_1', expiresAt: '2026-01-01T00:00:00Z', leasedAt: '2026-01-01T00:00:00Z', fence: 1, holder: bob }
const blockers = ['WEB-1', 'WEB-2', 'WEB-3'].map((key) => ({ id: key, isOpen: true, dependsOn: { id: key, key } }))

const task = (more: Partial<Task>): Task => ({
  ...{ status: 'PENDING', priority: 'MEDIUM', assignee: null, isBlocked: false, openBlockers: 0 },
  ...{ hold: null, claim: null, blockers: [], viewerCan: [] },
  ...more,
})
const to = (status: TaskStatus, more: Partial<Task>) => verdictOf(task(more), { by: 'status', status })
const blocked = { status: 'BLOCKED' as const, isBlocked: true, openBlockers: 3, blockers }

describe('a card dropped on a status', () => {
  test('does what its person may do', () => {
    expect(to('IN_PROGRESS', { viewerCan: ['START'] })).toMatchObject({ act: 'start' })
    expect(to('COMPLETED', { viewerCan: ['COMPLETE', 'FORCE_COMPLETE'] })).toMatchObject({ act: 'complete' })
    expect(to('COMPLETED', { ...blocked, viewerCan: ['FORCE_COMPLETE'] })).toMatchObject({ act: 'forceComplete' })
    expect(to('CANCELLED', { viewerCan: ['CANCEL'] })).toMatchObject({ act: 'cancel' })
    expect(to('BLOCKED', { viewerCan: ['HOLD'] })).toMatchObject({ act: 'hold' })
    expect(to('PENDING', { status: 'BLOCKED', isBlocked: true, hold: { reason: 'Later' }, viewerCan: ['RELEASE_HOLD'] })).toMatchObject({
      act: 'releaseHold',
    })
  })

  test('released or reopened, falls where its blockers put it and nowhere else', () => {
    const running = { status: 'IN_PROGRESS' as const, viewerCan: ['RELEASE_CLAIM' as const] }
    expect(to('PENDING', running)).toMatchObject({ act: 'release' })
    expect(to('BLOCKED', running)).toEqual({ kind: 'refused', why: 'Released it is pending.' })
    expect(to('BLOCKED', { ...running, isBlocked: true })).toMatchObject({ act: 'release' })
    const done = { status: 'COMPLETED' as const, viewerCan: ['REOPEN' as const] }
    expect(to('PENDING', done)).toMatchObject({ act: 'reopen' })
    expect(to('BLOCKED', done)).toEqual({ kind: 'refused', why: 'Reopened it is pending.' })
    expect(to('IN_PROGRESS', done)).toEqual({ kind: 'refused', why: 'Completed. Reopen it first.' })
  })

  test('is refused with what stands in the way', () => {
    expect(to('IN_PROGRESS', blocked)).toEqual({ kind: 'refused', why: 'Waits for WEB-1, WEB-2 and 1 more.' })
    expect(to('PENDING', { ...blocked, viewerCan: ['HOLD'] })).toEqual({ kind: 'refused', why: 'Waits for WEB-1, WEB-2 and 1 more.' })
    expect(to('IN_PROGRESS', { assignee: bob })).toEqual({ kind: 'refused', why: 'Assigned to bob, who starts it.' })
    expect(to('COMPLETED', { status: 'IN_PROGRESS', claim })).toEqual({
      kind: 'refused',
      why: 'bob holds it. An owner can take it over.',
    })
    expect(to('CANCELLED', {})).toEqual({ kind: 'refused', why: 'You may not cancel it.' })
    expect(to('IN_PROGRESS', { ...blocked, hold: { reason: 'Needs a word' } })).toEqual({ kind: 'refused', why: 'On hold: Needs a word' })
  })

  test('where it is already, does nothing', () => {
    expect(to('PENDING', {})).toEqual({ kind: 'here' })
  })
})

describe('a card dropped on an actor or a priority', () => {
  const assignee = bob
  test('is assigned or given that priority', () => {
    expect(verdictOf(task({ viewerCan: ['ASSIGN'] }), { by: 'assignee', assignee })).toMatchObject({
      act: 'assign',
      words: 'assign to bob',
    })
    expect(verdictOf(task({ assignee: bob, viewerCan: ['ASSIGN'] }), { by: 'assignee', assignee: null })).toMatchObject({
      words: 'unassign',
    })
    expect(verdictOf(task({ viewerCan: ['UPDATE'] }), { by: 'priority', priority: 'HIGH' })).toMatchObject({ act: 'setPriority' })
  })

  test('is refused while it is held, when it is finished, and without the right', () => {
    expect(verdictOf(task({ status: 'IN_PROGRESS', claim }), { by: 'assignee', assignee: null })).toMatchObject({ kind: 'here' })
    expect(verdictOf(task({ status: 'IN_PROGRESS', claim }), { by: 'assignee', assignee })).toMatchObject({ kind: 'refused' })
    expect(verdictOf(task({ status: 'COMPLETED' }), { by: 'assignee', assignee })).toEqual({
      kind: 'refused',
      why: 'Completed. Reopen it first.',
    })
    expect(verdictOf(task({}), { by: 'priority', priority: 'HIGH' })).toEqual({ kind: 'refused', why: 'You may not change it.' })
  })
})
