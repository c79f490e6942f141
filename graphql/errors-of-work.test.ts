import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { transaction } from '#lib/db.ts'
import { agent, lapse, task, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow, TaskRow } from './refs.ts'
import { act, ask } from './testing.ts'
import { refused } from './testing-refused.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
let one: TaskRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})
beforeEach(async () => void (one = await task(ann, web)))

describe('a refusal of work on a task is a member of the union, with what it is about', () => {
  it('TASK_BLOCKED carries the blockers as tasks, or the hold', async () => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    const fields = '... on TaskBlockedError { task { id status } blockers { id title assignee { id } } holdReason }'
    const blocked = {
      ...refused('TaskBlockedError', 'TASK_BLOCKED'),
      holdReason: null,
      blockers: [{ id: one.id, title: 'A task', assignee: null }],
    }
    for (const name of ['startTask', 'claimTask', 'completeTask'])
      expect(await act(name === 'claimTask' ? bot : ann, name, { task: after.id }, 'task { id }', fields)).toEqual({
        ...blocked,
        task: { id: after.id, status: 'BLOCKED' },
      })
    await act(ann, 'holdTask', { task: one.id, reason: 'wait' }, 'task { id }')
    expect(await act(bot, 'claimTask', { task: one.id }, 'fence', fields)).toMatchObject({ holdReason: 'wait', blockers: [] })
  })

  it('CRITERIA_UNMET carries those that are not met', async () => {
    const { id } = await task(ann, web, { criteria: ['fast', 'small'] })
    const [first] = (await ask(ann, `{ task(ref: "${id}") { ... on Task { criteria { id } } } }`)).task.criteria
    await act(ann, 'updateTask', { task: id, criteria: [{ id: first.id, text: 'fast', state: 'MET' }, { text: 'small' }] }, 'task { id }')
    expect(
      await act(
        ann,
        'completeTask',
        { task: id },
        'task { id }',
        '... on CriteriaUnmetError { task { id } criteria { text state evidence } }',
      ),
    ).toEqual({
      ...refused('CriteriaUnmetError', 'CRITERIA_UNMET'),
      task: { id },
      criteria: [{ text: 'small', state: 'UNKNOWN', evidence: '' }],
    })
  })

  it('INVALID_TRANSITION says from where to where', async () => {
    const fields = '... on InvalidTransitionError { from move task { id } }'
    const expected = { ...refused('InvalidTransitionError', 'INVALID_TRANSITION'), from: 'PENDING', task: { id: one.id } }
    for (const [name, move] of Object.entries({
      releaseTask: 'released',
      reopenTask: 'reopened',
      releaseHold: 'hold',
      restoreTask: 'restored',
    }))
      expect(await act(ann, name, { task: one.id }, 'task { id }', fields), name).toEqual({
        ...expected,
        move: expect.stringContaining(move),
      })
  })

  it('ALREADY_CLAIMED says who holds the task and until when', async () => {
    await act(bot, 'claimTask', { task: one.id }, 'fence')
    const fields = '... on AlreadyClaimedError { task { id } holder { handle } heldUntil }'
    const expected = {
      ...refused('AlreadyClaimedError', 'ALREADY_CLAIMED'),
      task: { id: one.id },
      holder: { handle: bot.handle },
      heldUntil: expect.any(String),
    }
    expect(await act(await agent(ann, { project: web }), 'claimTask', { task: one.id }, 'fence', fields)).toEqual(expected)
    for (const name of ['startTask', 'completeTask', 'assignTask'])
      expect(
        await act(ann, name, { task: one.id, ...(name === 'assignTask' ? { assignee: bob.handle } : {}) }, 'task { id }', fields),
      ).toEqual(expected)
  })

  it('STALE_CLAIM says why and who holds the task now', async () => {
    const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
    await lapse(one.id)
    const rival = await agent(ann, { project: web })
    await act(rival, 'claimTask', { task: one.id }, 'fence')
    const fields = '... on StaleClaimError { task { id } fence reason currentFence holder { handle } }'
    const expected = {
      ...refused('StaleClaimError', 'STALE_CLAIM'),
      task: { id: one.id },
      fence,
      reason: expect.any(String),
      currentFence: 2,
      holder: { handle: rival.handle },
    }
    for (const [name, more] of Object.entries({
      completeTask: {},
      releaseTask: {},
      failTask: { reason: 'late' },
      heartbeat: {},
      addContext: { body: 'late' },
    })) {
      const success = name === 'addContext' ? 'entry { id }' : 'task { id }'
      expect(await act(bot, name, { task: one.id, fence, ...more }, success, fields), name).toEqual(expected)
    }
  })

  it('WIP_LIMIT names the limit and what is held', async () => {
    const [busy, held] = [await agent(ann, { project: web }), await task(ann, web)]
    await transaction([], (tx) => tx.actor.update({ where: { id: busy.actorId }, data: { wipLimit: 1 } }))
    await act(busy, 'claimTask', { task: held.id }, 'fence')
    const fields = '... on WipLimitError { limit heldTasks { key } }'
    expect(await act(busy, 'claimTask', { task: one.id }, 'fence', fields)).toEqual({
      ...refused('WipLimitError', 'WIP_LIMIT'),
      limit: 1,
      heldTasks: [{ key: held.key }],
    })
  })

  it('BACKING_OFF says how long to wait', async () => {
    for (const reason of ['It is broken.', 'it is broken']) {
      const { fence } = await act(bot, 'claimTask', { task: one.id }, 'fence')
      await act(bot, 'failTask', { task: one.id, fence, reason }, 'task { id }')
    }
    const fields = '... on BackingOffError { task { id } failures retryAfterMs }'
    const answer = await act(bot, 'claimTask', { task: one.id }, 'fence', fields)
    expect(answer).toMatchObject({ __typename: 'BackingOffError', task: { id: one.id }, failures: 2, retryable: true })
    expect(answer.retryAfterMs).toBeGreaterThan(50_000)
    expect(answer.retryAfterMs).toBeLessThanOrEqual(60_000)
  })

  it('DEPENDENCY_CYCLE shows the cycle', async () => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    expect(
      await act(ann, 'addDependency', { task: one.id, dependsOn: after.id }, 'task { id }', '... on DependencyCycleError { path }'),
    ).toEqual({ ...refused('DependencyCycleError', 'DEPENDENCY_CYCLE'), path: expect.arrayContaining([one.key, after.key]) })
  })

  it('HAS_DEPENDENTS lists them as tasks', async () => {
    const after = await task(ann, web, { dependsOn: [one.id] })
    expect(
      await act(ann, 'deleteTask', { task: one.id }, 'task { id }', '... on HasDependentsError { task { id } dependents { key } }'),
    ).toEqual({
      ...refused('HasDependentsError', 'HAS_DEPENDENTS'),
      task: { id: one.id },
      dependents: [{ key: after.key }],
    })
  })

  it('QUESTION_CLOSED carries the question with its answer', async () => {
    const { question } = await act(bot, 'askQuestion', { task: one.id, body: 'Which?' }, 'question { id }')
    await act(bob, 'answerQuestion', { question: question.id, answer: 'This' }, 'question { id }')
    const fields = '... on QuestionClosedError { question { id state answer closedBy { id } } }'
    for (const [name, text] of Object.entries({ answerQuestion: 'answer', declineQuestion: 'reason' }))
      expect(await act(ann, name, { question: question.id, [text]: 'That' }, 'question { id }', fields)).toEqual({
        ...refused('QuestionClosedError', 'QUESTION_CLOSED'),
        question: { id: question.id, state: 'ANSWERED', answer: 'This', closedBy: { id: bob.actorId } },
      })
  })
})
