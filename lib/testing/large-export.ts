import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { headLine, tailLine } from '#lib/transfer/json/head.ts'
import { RECORD_NAMES } from '#lib/transfer/json/records.ts'

const AT = '2026-01-01T00:00:00.000Z'
const hex = (n: number, length: number) => n.toString(16).padStart(length, '0')

/**
 * Writes an export of a project of so many tasks, each with what tasks usually have: a description, tags, a criterion, a file, an update,
 * a claim, two dependencies and five events. Answers how many records it holds.
 */
export async function writeLargeExport(file: string, tasks: number): Promise<number> {
  const stream = createWriteStream(file)
  const counts: Record<string, number> = Object.fromEntries(RECORD_NAMES.map((name) => [name, 0]))
  let isFirst = true
  const put = async (name: string, record: object) => {
    counts[name] = (counts[name] ?? 0) + 1
    const line = `${isFirst ? '' : ',\n'}${JSON.stringify({ [name]: record })}`
    isFirst = false
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.write(`${headLine({ format: 'task-orchestrator', version: 1, exportedAt: AT, by: null, projects: ['BIG'], owned: ['BIG'] })}\n`)
  const actors = Array.from({ length: 20 }, (_, n) => `act_${hex(n, 16)}`)
  const who = (n: number) => actors[n % actors.length] ?? null
  const register = async (n: number) => {
    const facts = { ownerId: null, agentType: null, wipLimit: null, retiredAt: null, createdAt: AT, updatedAt: AT, capabilities: [] }
    await put('actor', { id: who(n), kind: 'AGENT', handle: `agent-${n}`, name: `Agent ${n}`, ...facts })
  }
  const seq = tasks * 5
  await put('project', {
    ...{
      id: 'prj_00000000000000b1',
      key: 'BIG',
      name: 'Big',
      status: 'ACTIVE',
      editing: 'STRICT',
      why: '',
      what: '',
      done: '',
      repository: '',
      seq,
    },
    ...{ lastNumber: tasks, leaseMinutes: 15, maxAttempts: 3, version: 1, createdById: null, createdAt: AT, updatedAt: AT },
  })
  await register(0)
  await put('member', { actorId: actors[0], role: 'OWNER', createdAt: AT })
  for (let n = 1; n < actors.length; n++) await register(n)
  // Pages of as many tasks as the export reads at once, each followed by what hangs on its tasks.
  for (let from = 1; from <= tasks; from += 500) {
    const page = Array.from({ length: Math.min(500, tasks - from + 1) }, (_, i) => from + i)
    for (const n of page) await put('task', taskOf(n, tasks, who(n)))
    for (const n of page)
      await put('criterion', {
        id: `cri_${hex(n, 16)}`,
        taskId: hex(n, 8),
        position: 0,
        text: 'It works',
        state: 'UNKNOWN',
        evidence: '',
        markedById: null,
        markedAt: null,
      })
    for (const n of page)
      await put('file', {
        id: `fil_${hex(n, 16)}`,
        taskId: hex(n, 8),
        path: `src/part-${n % 900}.ts`,
        lineStart: 1,
        lineEnd: 40,
        note: '',
        createdById: who(n),
        createdAt: AT,
      })
    for (const n of page.filter((one) => isDone(one, tasks)))
      await put('claim', {
        ...{
          id: `clm_${hex(n, 16)}`,
          taskId: hex(n, 8),
          holderId: who(n),
          fence: 1,
          leasedAt: AT,
          leaseSeconds: 900,
          expiresAt: AT,
          endedAt: AT,
        },
        ...{ outcome: 'COMPLETED', note: '', earlierAssigneeId: null, endedById: null, retryAt: null },
      })
    for (const n of page)
      await put('entry', {
        id: `ctx_${hex(n, 16)}`,
        taskId: hex(n, 8),
        authorId: who(n),
        kind: 'UPDATE',
        priority: null,
        body: `Update on ${n}. ${'It goes on. '.repeat(12)}`,
        createdAt: AT,
        mentions: [],
      })
  }
  for (let n = 3; n <= tasks; n++) {
    for (const [i, other] of [n - 1, Math.floor(n / 2)].entries()) {
      const kind = i === 0 ? 'BLOCKS' : 'PARENT'
      await put('dependency', {
        id: `dep_${hex(n * 2 + i, 16)}`,
        taskId: hex(n, 8),
        dependsOnId: hex(other, 8),
        kind,
        origin: null,
        releasedAt: null,
        createdById: who(n),
        createdAt: AT,
      })
    }
  }
  for (let n = 1; n <= seq; n++) {
    const [id, changes] = [hex(Math.ceil(n / 5), 8), [{ field: 'title', old: 'Before', new: `After ${n}` }]]
    const origin = { requestId: `r${n}`, address: '127.0.0.1', userAgent: 'agent' }
    await put('event', {
      seq: n,
      action: 'TASK_UPDATED',
      actorId: who(n),
      taskId: id,
      subjectId: null,
      changes,
      data: { version: n % 5 },
      ...origin,
      createdAt: AT,
    })
  }
  stream.end(`\n${tailLine(counts)}\n`)
  await finished(stream)
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

const isDone = (n: number, tasks: number) => n <= tasks / 2

function taskOf(n: number, tasks: number, who: string | null) {
  const done = isDone(n, tasks)
  return {
    ...{
      id: hex(n, 8),
      number: n,
      key: `BIG-${n}`,
      title: `Task number ${n} of many`,
      description: `What is to be done in ${n}. `.repeat(8),
    },
    ...{
      status: done ? 'COMPLETED' : n === Math.floor(tasks / 2) + 1 ? 'PENDING' : 'BLOCKED',
      priority: n % 4,
      assigneeId: done ? who : null,
    },
    ...{ tags: ['backend', `part-${n % 40}`], capabilities: [], estimatedHours: 1 + (n % 8), actualHours: null, deadline: null },
    ...{
      why: '',
      what: '',
      done: '',
      impactNotes: '',
      completionSummary: done ? 'Done.' : '',
      feedbackQuality: null,
      feedbackTimeliness: null,
    },
    ...{ feedbackNote: null, feedbackById: null, feedbackAt: null, holdReason: null, heldById: null, heldAt: null, fence: done ? 1 : 0 },
    ...{
      attempts: 0,
      version: 5,
      externalKey: null,
      externalHash: null,
      externalData: null,
      createdById: who,
      createdAt: AT,
      updatedAt: AT,
    },
    ...{ startedAt: done ? AT : null, completedAt: done ? AT : null, deletedAt: null, deletedById: null },
  }
}
