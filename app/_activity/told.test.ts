import { expect, it } from 'vitest'
import { hasFailed, toldOf } from './told.ts'

const told = (action: Parameters<typeof toldOf>[0]['action'], data: unknown) => toldOf({ action, data })

it('says what each action carries, in words', () => {
  expect(told('TASK_CLAIMED', { key: 'T-1', version: 2, fence: 3, expiresAt: '2026-11-22T10:15:00.000Z' })).toBe(
    'fence 3, until 2026-11-22 10:15',
  )
  expect(told('TASK_COMPLETED', { forced: true, reason: 'Shipped by hand' })).toBe('forced, Shipped by hand')
  expect(told('TASK_COMPLETED', { key: 'T-1' })).toBe('')
  expect(told('CLAIM_ENDED', { outcome: 'EXPIRED', fence: 7, attempts: 2 })).toBe('expired, fence 7, attempt 2')
  expect(told('DEPENDENCY_ADDED', { kind: 'BLOCKS', dependsOn: 'ab', dependsOnKey: 'T-9' })).toBe('waits for T-9')
  expect(told('DEPENDENCY_REMOVED', { kind: 'PARENT', dependsOnKey: 'T-9' })).toBe('part of T-9')
  expect(told('PROJECT_COORDINATED', { assigned: 3, moved: 1, agents: 1, left: 0 })).toBe('3 assigned to 1 agent, 1 moved')
  expect(told('FILE_ADDED', { path: 'lib/a.ts', lineStart: 3, lineEnd: 9 })).toBe('lib/a.ts, lines 3 to 9')
  expect(told('FILE_ADDED', { path: 'lib/a.ts', lineStart: 3, lineEnd: null })).toBe('lib/a.ts, line 3')
  expect(told('TASK_ASSIGNED', { coordinated: true, reason: '@pax has 1 task.' })).toBe('by coordination, @pax has 1 task.')
  expect(told('TOKEN_CREATED', { agent: 'act_1', handle: 'bot', name: 'laptop', scopes: 'READ WORK' })).toBe(
    'laptop, for bot, may read and work',
  )
  expect(told('TASK_UNBLOCKED', { by: 'T-3' })).toBe('by T-3')
  expect(told('PROJECT_CREATED', { key: 'WEB', name: 'SITE' })).toBe('WEB, SITE')
  expect(told('SIGNED_IN', {})).toBe('')
})

it('tells a script hook that went wrong from one that went well', () => {
  const ran = { hook: 'post-complete', result: 'ended with 1', output: 'the build is red' }
  expect(hasFailed({ data: { ...ran, failed: true } })).toBe(true)
  expect([{ ...ran, result: 'ended with 0' }, {}, null].map((data) => hasFailed({ data }))).toEqual([false, false, false])
  expect(told('HOOK_RAN', ran)).toBe('post-complete, ended with 1, the build is red')
})
