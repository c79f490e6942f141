import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller, Scope } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { failTask } from '../claim/fail.ts'
import { heartbeat } from '../claim/heartbeat.ts'
import { takeOverTask } from '../claim/take-over.ts'
import { addContext } from '../context/add.ts'
import { markCriterion } from '../criterion/mark.ts'
import { addDependency } from '../dependency/add.ts'
import { removeDependency } from '../dependency/remove.ts'
import { giveFeedback } from '../feedback/give.ts'
import { addFileReference } from '../file/add.ts'
import { removeFileReference } from '../file/remove.ts'
import { updateProject } from '../project/update.ts'
import { answerQuestion } from '../question/answer.ts'
import { askQuestion } from '../question/ask.ts'
import { declineQuestion } from '../question/decline.ts'
import { assignTask } from './assign.ts'
import { cancelTask } from './cancel.ts'
import { claimTask } from './claim.ts'
import { completeTask } from './complete.ts'
import { createPlan } from '../plan/create.ts'
import { deleteTask } from './delete.ts'
import { holdTask } from './hold.ts'
import * as many from './moves-many.ts'
import { releaseHold } from './release-hold.ts'
import { releaseTask } from './release.ts'
import { reopenTask } from './reopen.ts'
import { restoreTask } from './restore.ts'
import { startTask } from './start.ts'
import { updateTask } from './update.ts'
import type { ProjectRow, TaskRow } from './types.ts'

let owner: Caller
let admin: Caller
/** A project of each way of editing, with a caller for each column. */
let places: { editing: 'STRICT' | 'OPEN'; where: ProjectRow; callers: Record<(typeof COLUMNS)[number], Caller> }[]
beforeAll(async () => {
  await testDatabase()
  owner = await person()
  admin = await person({ isAdmin: true })
  places = []
  for (const editing of ['STRICT', 'OPEN'] as const) {
    const where = await project(owner, { editing })
    await task(owner, where, { title: 'Spare' })
    const [creator, assignee, stranger] = [await member(owner, where), await member(owner, where), await member(owner, where)]
    places.push({ editing, where, callers: { viewer: await member(owner, where, 'VIEWER'), stranger, creator, assignee, owner, admin } })
  }
})

/** Who calls, as the columns of CELLS: a VIEWER, a MEMBER as stranger, creator and assignee, the OWNER, a workspace admin. */
const COLUMNS = ['viewer', 'stranger', 'creator', 'assignee', 'owner', 'admin'] as const

interface Verb {
  /** One letter a column: + may, - may not. Where editing is STRICT, then OPEN. */
  cells: string
  /** Brings the task into the state from which the verb may be tried. */
  arrange?: (task: TaskRow) => Promise<unknown>
  act: (caller: Caller, task: TaskRow) => Promise<unknown>
}

const spare = (task: TaskRow) => db().task.findFirstOrThrow({ where: { projectId: task.projectId, title: 'Spare' } })
const anEdge = async (of: TaskRow) => addDependency(owner, { task: of.id, dependsOn: (await spare(of)).id, kind: 'RELATED' })
const claimByAnother = async ({ id, projectId }: TaskRow) => {
  const holder = await agent(owner, { project: { id: projectId } })
  await assignTask(owner, { task: id, assignee: holder.handle })
  return claimTask(holder, { task: id })
}
const aFile = async (of: TaskRow) => addFileReference(owner, { task: of.id, path: 'a.ts' })

const aQuestion = (of: TaskRow) => askQuestion(owner, { task: of.id, body: 'q' })
const questionOf = async (of: TaskRow) => (await db().question.findFirstOrThrow({ where: { taskId: of.id } })).id

/** An act on many, on one of them: its refusal is thrown, as an act on one does. */
const alone = async (act: ReturnType<typeof many.startTasks>) => {
  const [fate] = (await act).fates
  if (fate?.refusal) throw fate.refusal
}

const onMany =
  (act: (caller: Caller, input: { tasks: { task: string }[] }) => ReturnType<typeof many.startTasks>): Verb['act'] =>
  (caller, { id }) =>
    alone(act(caller, { tasks: [{ task: id }] }))

const VERBS: Record<string, Verb> = {
  updateTask: { cells: '--++++ -+++++', act: (caller, { id }) => updateTask(caller, { task: id, title: 'Changed' }) },
  completeTask: { cells: '--++++ -+++++', act: (caller, { id }) => completeTask(caller, { task: id }) },
  cancelTask: { cells: '--++++ -+++++', act: (caller, { id }) => cancelTask(caller, { task: id }) },
  cancelTasks: { cells: '--++++ -+++++', act: onMany(many.cancelTasks) },
  reopenTask: {
    cells: '--++++ -+++++',
    arrange: ({ id }) => completeTask(owner, { task: id }),
    act: (caller, { id }) => reopenTask(caller, { task: id }),
  },
  reopenTasks: {
    cells: '--++++ -+++++',
    arrange: ({ id }) => completeTask(owner, { task: id }),
    act: onMany(many.reopenTasks),
  },
  holdTask: { cells: '--++++ -+++++', act: (caller, { id }) => holdTask(caller, { task: id, reason: 'r' }) },
  holdTasks: {
    cells: '--++++ -+++++',
    act: (caller, { id }) => alone(many.holdTasks(caller, { tasks: [{ task: id, reason: 'r' }] })),
  },
  releaseHold: {
    cells: '--++++ -+++++',
    arrange: ({ id }) => holdTask(owner, { task: id, reason: 'r' }),
    act: (caller, { id }) => releaseHold(caller, { task: id }),
  },
  releaseHolds: {
    cells: '--++++ -+++++',
    arrange: ({ id }) => holdTask(owner, { task: id, reason: 'r' }),
    act: onMany(many.releaseHolds),
  },
  markCriterion: {
    cells: '--++++ -+++++',
    arrange: ({ id }) => updateTask(owner, { task: id, criteria: [{ text: 'CI is green' }] }),
    act: (caller, { id }) => markCriterion(caller, { task: id, criterion: '1', state: 'MET' }),
  },
  giveFeedback: {
    cells: '--+-++ --+-++',
    arrange: async ({ id, projectId }) => completeTask(await agent(owner, { project: { id: projectId }, role: 'OWNER' }), { task: id }),
    act: (caller, { id }) => giveFeedback(caller, { task: id, quality: 5, timeliness: 5 }),
  },
  addFileReference: { cells: '--++++ -+++++', act: (caller, { id }) => addFileReference(caller, { task: id, path: 'b.ts' }) },
  removeFileReference: {
    cells: '--++++ -+++++',
    arrange: aFile,
    act: async (caller, { id }) =>
      removeFileReference(caller, { file: (await db().fileReference.findFirstOrThrow({ where: { taskId: id } })).id }),
  },
  forceComplete: { cells: '--+-++ --+-++', act: (caller, { id }) => completeTask(caller, { task: id, force: true, reason: 'r' }) },
  deleteTask: { cells: '--+-++ --+-++', act: (caller, { id }) => deleteTask(caller, { task: id }) },
  deleteTasks: { cells: '--+-++ --+-++', act: onMany(many.deleteTasks) },
  restoreTask: {
    cells: '--+-++ --+-++',
    arrange: ({ id }) => deleteTask(owner, { task: id }),
    act: (caller, { id }) => restoreTask(caller, { task: id }),
  },
  restoreTasks: {
    cells: '--+-++ --+-++',
    arrange: ({ id }) => deleteTask(owner, { task: id }),
    act: onMany(many.restoreTasks),
  },
  assignToAnother: { cells: '--+-++ --+-++', act: (caller, { id }) => assignTask(caller, { task: id, assignee: owner.handle }) },
  addContext: { cells: '-+++++ -+++++', act: (caller, { id }) => addContext(caller, { task: id, body: 'b' }) },
  askQuestion: { cells: '-+++++ -+++++', act: (caller, { id }) => askQuestion(caller, { task: id, body: 'q' }) },
  answerQuestion: {
    cells: '-+++++ -+++++',
    arrange: aQuestion,
    act: async (caller, task) => answerQuestion(caller, { question: await questionOf(task), answer: 'a' }),
  },
  declineQuestion: {
    cells: '-+++++ -+++++',
    arrange: aQuestion,
    act: async (caller, task) => declineQuestion(caller, { question: await questionOf(task), reason: 'r' }),
  },
  addDependency: {
    cells: '-+++++ -+++++',
    act: async (caller, task) => addDependency(caller, { task: task.id, dependsOn: (await spare(task)).id }),
  },
  removeDependency: {
    cells: '-+++++ -+++++',
    arrange: anEdge,
    act: async (caller, task) => removeDependency(caller, { task: task.id, dependsOn: (await spare(task)).id }),
  },
  createTask: {
    cells: '-+++++ -+++++',
    act: (caller, { projectId }) => createPlan(caller, { project: projectId, tasks: [{ title: 'New' }] }),
  },
  takeOverTask: {
    cells: '----++ ----++',
    arrange: claimByAnother,
    act: (caller, { id }) => takeOverTask(caller, { task: id, reason: 'r' }),
  },
  failTask: { cells: '------ ------', arrange: claimByAnother, act: (caller, { id }) => failTask(caller, { task: id, reason: 'r' }) },
  heartbeat: { cells: '------ ------', arrange: claimByAnother, act: (caller, { id }) => heartbeat(caller, { task: id }) },
  takeUnassigned: {
    cells: '-++x++ -++x++',
    arrange: ({ id }) => assignTask(owner, { task: id, assignee: null }),
    act: (caller, { id }) => assignTask(caller, { task: id, assignee: caller.actorId }),
  },
  startTasks: {
    cells: '-+++++ -+++++',
    arrange: ({ id }) => assignTask(owner, { task: id, assignee: null }),
    act: onMany(many.startTasks),
  },
  releaseTasks: {
    cells: '--+x++ -++x++',
    arrange: async ({ id }) => {
      await assignTask(owner, { task: id, assignee: null })
      await startTask(owner, { task: id })
    },
    act: onMany(many.releaseTasks),
  },
}

describe('the permission table, cell by cell, through the verbs', () => {
  for (const [name, verb] of Object.entries(VERBS))
    it(`${name} follows it`, async () => {
      for (const [i, { editing, where, callers }] of places.entries()) {
        for (const [column, who] of COLUMNS.entries()) {
          const cell = verb.cells.split(' ')[i]?.[column]
          if (cell === 'x') continue
          const target = await task(callers.creator, where, { assignee: callers.assignee.handle })
          await verb.arrange?.(target)
          const outcome = await verb.act(callers[who], target).then(
            () => '+',
            (error: { code: string }) => (error.code === 'FORBIDDEN' ? '-' : error.code),
          )
          expect({ editing, who, outcome }).toEqual({ editing, who, outcome: cell })
        }
        const outsider = await person()
        const hidden = await task(callers.creator, where)
        await verb.arrange?.(hidden)
        await expect(verb.act(outsider, hidden)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      }
    })
})

describe('tokens', () => {
  it('need the scope that an act asks for', async () => {
    const where = await project(owner)
    const bot = await agent(owner, { project: where })
    const only = (...scopes: Scope[]): Caller => ({ ...bot, scopes })
    const { id } = await task(bot, where)
    await expect(createPlan(only('READ', 'WORK', 'MANAGE'), { project: where.id, tasks: [{ title: 't' }] })).rejects.toMatchObject({
      rule: expect.stringContaining('PLAN'),
    })
    await expect(claimTask(only('READ', 'PLAN'), { task: id })).rejects.toMatchObject({ rule: expect.stringContaining('WORK') })
    await expect(
      assignTask(only('READ', 'PLAN'), { task: id, assignee: bot.handle }).then(() =>
        assignTask(only('READ'), { task: id, assignee: null }),
      ),
    ).rejects.toMatchObject({ rule: expect.stringContaining('scope') })
    await expect(deleteTask(only('WORK'), { task: id })).rejects.toMatchObject({ rule: expect.stringContaining('PLAN') })
    await expect(updateProject({ ...owner, scopes: ['WORK', 'PLAN'] }, { project: where.id, name: 'n' })).rejects.toMatchObject({
      rule: expect.stringContaining('MANAGE'),
    })
  })

  it('limited to projects see no other, not even with a role in it or as an admin', async () => {
    const [mine, other] = [await project(owner), await project(owner)]
    const [here, there] = [await task(owner, mine), await task(owner, other)]
    for (const limited of [
      { ...owner, projectIds: [mine.id] },
      { ...admin, projectIds: [mine.id] },
    ]) {
      await updateTask(limited, { task: here.id, title: `By ${limited.handle}` })
      await expect(updateTask(limited, { task: there.id, title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(createPlan(limited, { project: other.id, tasks: [{ title: 't' }] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('claims', () => {
  it('any MEMBER claims an unassigned task, a VIEWER does not, strangers do not find it', async () => {
    const where = await project(owner)
    const bot = await agent(owner, { project: where })
    const watcher = await agent(owner, { project: where, role: 'VIEWER' })
    const stranger = await agent(owner)
    const { id } = await task(owner, where)
    await expect(claimTask(watcher, { task: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(claimTask(stranger, { task: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { fence } = await claimTask(bot, { task: id })
    await expect(releaseTask(watcher, { task: id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await updateTask(bot, { task: id, title: 'The holder changes it' })
    await releaseTask(bot, { task: id, fence })
    await expect(updateTask(bot, { task: id, title: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await startTask(owner, { task: id })
  })
})

describe('an archived project', () => {
  it('is read-only for every verb, owners and admins included, until it is opened again', async () => {
    const where = await project(owner)
    await task(owner, where, { title: 'Spare' })
    for (const [name, verb] of Object.entries(VERBS)) {
      const target = await task(owner, where)
      await verb.arrange?.(target)
      await updateProject(owner, { project: where.id, status: 'ARCHIVED' })
      for (const caller of [owner, admin]) {
        const refused = await verb.act(caller, target).catch((error: { code: string }) => error.code)
        expect({ name, refused }).toEqual({ name, refused: 'PROJECT_ARCHIVED' })
      }
      await updateProject(owner, { project: where.id, status: 'ACTIVE' })
      if (verb.cells[COLUMNS.indexOf('owner')] === '+') await verb.act(owner, target)
    }
  })
})
