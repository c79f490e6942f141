import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { SCOPES } from '#lib/auth/caller.ts'
import { PROJECT_ACTS } from '../project/policy.ts'
import { may, mayAssign, requireMay, taskActs, TASK_ACTS, type TaskAct, type TaskSubject } from './policy.ts'

const base: TaskSubject = {
  actorId: 'me',
  kind: 'PERSON',
  role: 'MEMBER',
  scopes: SCOPES,
  projectStatus: 'ACTIVE',
  editing: 'STRICT',
  task: { status: 'PENDING', createdById: 'x', assigneeId: 'y', deletedAt: null, isBlocked: false, holdReason: null },
  holderId: null,
  workerIds: ['y'],
}
const RELATIONS = {
  stranger: base,
  creator: { ...base, task: { ...base.task, createdById: 'me' } },
  assignee: { ...base, task: { ...base.task, assigneeId: 'me' } },
  holder: { ...base, task: { ...base.task, status: 'IN_PROGRESS' as const }, holderId: 'me' },
}

// Columns: MEMBER as stranger, creator, assignee, holder where editing is STRICT; the same where it is OPEN; OWNER in any relation, or in each.
// A VIEWER and whoever is no member have none of them. DESIGN's table, word for word, as cells.
const CELLS: Record<TaskAct, string> = {
  UPDATE: '-+++ ++++ +',
  CLAIM: '++++ ++++ +',
  START: '++++ ++++ +',
  COMPLETE: '-+++ ++++ +',
  FORCE_COMPLETE: '-+-- -+-- +',
  CANCEL: '-+++ ++++ +',
  REOPEN: '-+++ ++++ +',
  HOLD: '-+++ ++++ +',
  RELEASE_HOLD: '-+++ ++++ +',
  DELETE: '-+-- -+-- +',
  RESTORE: '-+-- -+-- +',
  ASSIGN: '-+-- -+-- +',
  ADD_CONTEXT: '++++ ++++ +',
  ASK: '++++ ++++ +',
  ANSWER: '++++ ++++ +',
  ADD_FILE: '-+++ ++++ +',
  MARK_CRITERION: '-+++ ++++ +',
  GIVE_FEEDBACK: '-+-- -+-- +',
  ADD_DEPENDENCY: '++++ ++++ +',
  RELEASE_CLAIM: '-+++ ++++ +',
  HEARTBEAT: '---+ ---+ ---+',
  FAIL: '---+ ---+ ---+',
  TAKE_OVER: '---- ---- +',
}

describe('rights on a task', () => {
  for (const [act, cells] of Object.entries(CELLS) as [TaskAct, string][])
    it(`${act} follows the permission table in every cell`, () => {
      const [strict, open, owner] = cells.split(' ')
      for (const [i, [relation, subject]] of Object.entries(RELATIONS).entries()) {
        const cell = (change: Partial<TaskSubject>) => may(act, { ...subject, ...change })
        expect({ relation, strict: cell({ editing: 'STRICT' }) }).toEqual({ relation, strict: strict?.[i] === '+' })
        expect({ relation, open: cell({ editing: 'OPEN' }) }).toEqual({ relation, open: open?.[i] === '+' })
        for (const editing of ['STRICT', 'OPEN'] as const) {
          expect({ relation, owner: cell({ editing, role: 'OWNER' }) }).toEqual({ relation, owner: (owner?.[i] ?? owner) === '+' })
          expect({ relation, viewer: cell({ editing, role: 'VIEWER' }) }).toEqual({ relation, viewer: false })
          expect({ relation, outsider: cell({ editing, role: null }) }).toEqual({ relation, outsider: false })
        }
      }
    })

  it('nobody has a right without its scope, in an archived project or on a deleted task, restoring apart', () => {
    for (const act of Object.keys(TASK_ACTS) as TaskAct[]) {
      const owner: TaskSubject = { ...base, role: 'OWNER' }
      expect(may(act, { ...owner, scopes: SCOPES.filter((s) => s !== TASK_ACTS[act].scope) })).toBe(false)
      expect(may(act, { ...owner, projectStatus: 'ARCHIVED' })).toBe(false)
      expect(may(act, { ...owner, task: { ...base.task, deletedAt: new Date() } })).toBe(act === 'RESTORE')
    }
  })

  it('while a claim is open only its holder completes, not even an owner by force, until taking over', () => {
    const held: TaskSubject = { ...base, role: 'OWNER', task: { ...base.task, status: 'IN_PROGRESS' }, holderId: 'z' }
    expect(['COMPLETE', 'FORCE_COMPLETE', 'RELEASE_CLAIM'].map((act) => may(act as TaskAct, held))).toEqual([false, false, false])
    expect(may('TAKE_OVER', held)).toBe(true)
    expect(may('CANCEL', held)).toBe(true)
    expect(may('COMPLETE', { ...held, role: 'MEMBER', holderId: 'me' })).toBe(true)
  })

  it('a creator that is an agent cannot force, one that is a person can', () => {
    expect(may('FORCE_COMPLETE', { ...RELATIONS.creator, kind: 'AGENT' })).toBe(false)
    expect(may('FORCE_COMPLETE', { ...RELATIONS.creator, kind: 'PERSON' })).toBe(true)
    expect(may('FORCE_COMPLETE', { ...base, role: 'OWNER', kind: 'AGENT' })).toBe(true)
  })

  it('nobody gives feedback on their own work, not even an owner, nor while it is unknown who did it', () => {
    for (const subject of [RELATIONS.creator, { ...base, role: 'OWNER' as const }]) {
      expect(may('GIVE_FEEDBACK', { ...subject, workerIds: ['y', 'me'] })).toBe(false)
      expect(may('GIVE_FEEDBACK', { ...subject, workerIds: undefined })).toBe(false)
    }
  })

  it('a member takes an unassigned task and gives back their own, but assigns nobody else', () => {
    const free: TaskSubject = { ...base, task: { ...base.task, assigneeId: null } }
    expect(mayAssign('me', free)).toBe(true)
    expect(mayAssign('you', free)).toBe(false)
    expect(mayAssign('me', base)).toBe(false)
    expect(mayAssign(null, base)).toBe(false)
    expect(mayAssign(null, RELATIONS.assignee)).toBe(true)
    expect(mayAssign('you', RELATIONS.creator)).toBe(true)
    expect(mayAssign('me', { ...free, role: 'VIEWER' })).toBe(false)
  })

  it('a refusal names the missing scope, else the rule', () => {
    expect(() => requireMay('DELETE', { ...base, scopes: ['READ'] })).toThrow('it needs the token scope PLAN')
    expect(() => requireMay('DELETE', base)).toThrow('only its creator or an OWNER deletes a task')
    expect(() => requireMay('DELETE', RELATIONS.creator)).not.toThrow()
  })
})

describe('what the viewer can do now', () => {
  it('leaves out what the state of the task does not allow', () => {
    const acts = (task: Partial<TaskSubject['task']>, change: Partial<TaskSubject> = {}) =>
      taskActs({ ...RELATIONS.creator, ...change, task: { ...RELATIONS.creator.task, assigneeId: null, ...task } })
    expect(acts({})).toEqual(
      expect.arrayContaining(['CLAIM', 'START', 'COMPLETE', 'FORCE_COMPLETE', 'CANCEL', 'HOLD', 'ASSIGN', 'DELETE', 'UPDATE']),
    )
    expect(acts({})).not.toContain('REOPEN')
    expect(acts({ status: 'BLOCKED', isBlocked: true })).not.toContain('COMPLETE')
    expect(acts({ status: 'BLOCKED', isBlocked: true })).not.toContain('CLAIM')
    expect(acts({ status: 'BLOCKED', isBlocked: true })).toContain('FORCE_COMPLETE')
    expect(acts({ status: 'COMPLETED' })).toContain('REOPEN')
    expect(acts({ status: 'COMPLETED' })).not.toContain('CANCEL')
    expect(acts({ status: 'COMPLETED' })).toContain('GIVE_FEEDBACK')
    expect(acts({ status: 'COMPLETED', feedbackAt: new Date() })).not.toContain('GIVE_FEEDBACK')
    expect(acts({})).not.toContain('GIVE_FEEDBACK')
    expect(acts({ holdReason: 'wait' })).toContain('RELEASE_HOLD')
    expect(acts({ deletedAt: new Date() })).toEqual(['RESTORE'])
    expect(acts({}, { kind: 'AGENT' })).not.toContain('START')
    expect(acts({ assigneeId: 'someone' })).not.toContain('CLAIM')
  })
})

it('the documented tables are these', async () => {
  const page = await readFile(new URL('../../../docs/permissions.md', import.meta.url), 'utf8')
  for (const [act, { scope, rule }] of [...Object.entries(TASK_ACTS), ...Object.entries(PROJECT_ACTS)])
    expect(page).toContain(`| ${act} | ${scope} | ${rule} |`)
})
