import type { Tally } from './client.ts'
import type { Fact, Job } from './protocol.ts'
import { act, type Answer } from './request.ts'

type Mix = Extract<Job, { kind: 'mix' }>
type Writer = Mix['writers'][number]
type Step = [name: string, input: Record<string, unknown>, facts?: (success: NonNullable<Answer>) => Fact[]]

/** One writer: changes a task of its own, and does every other act to tasks that all the other writers change too. */
export async function mix(writer: Writer, job: Mix, tally: Tally): Promise<void> {
  const { url, token, seed, own, handle } = writer
  const pick = (step: number) => job.pool[(seed * 7 + step * 13) % job.pool.length] ?? ''
  const send = async ([name, input, facts]: Step) => {
    const answer = await act(url, token, name, input)
    tally.take(answer, facts)
    return answer
  }
  const steps: ((n: number) => Promise<unknown>)[] = [
    (n) => send(['updateTask', { task: own, title: `Own ${seed} ${n}` }, () => [{ fact: 'title', task: own, title: `Own ${seed} ${n}` }]]),
    (n) =>
      send([
        'addContext',
        { task: pick(n), body: `${seed} ${n}` },
        (done) => [{ fact: 'entry', entry: idOf(done['entry']), body: `${seed} ${n}` }],
      ]),
    (n) => send(['addDependency', { task: own, dependsOn: pick(n) }, (done) => [{ fact: 'edge', dependency: idOf(done['dependency']) }]]),
    (n) =>
      send([
        'createTask',
        { project: job.project, title: `New ${seed} ${n}`, dependsOn: [pick(n)] },
        (done) => [{ fact: 'created', task: idOf(done['task']), title: `New ${seed} ${n}` }],
      ]),
    async (n) => {
      const claim = await send(['claimTask', { task: pick(n) }])
      if (!claim?.__typename.endsWith('Success')) return
      const held = { task: pick(n), fence: claim['fence'] }
      await send([n % 2 ? 'releaseTask' : 'completeTask', held])
    },
    (n) => send(['reopenTask', { task: pick(n) }]),
    async (n) => {
      const held = await send(['holdTask', { task: pick(n), reason: 'wait' }])
      if (held?.__typename.endsWith('Success')) await send(['releaseHold', { task: pick(n) }])
    },
    (n) => send(['cancelTask', { task: pick(n), policy: n % 2 ? 'RELEASE' : 'KEEP_BLOCKED' }]),
    (n) => send(['assignTask', { task: pick(n), assignee: n % 2 ? handle : null }]),
    (n) => send(['addFileReference', { task: pick(n), path: `src/${seed}.ts`, lineStart: 1, lineEnd: 9 }]),
    (n) => send(['updateTask', { task: pick(n), priority: n % 2 ? 'CRITICAL' : 'LOW', tags: [`t${n}`] }]),
    (n) => send(['removeDependency', { task: own, dependsOn: pick(n + 1), kind: 'BLOCKS' }]),
    async (n) => {
      const made = await send(['createTask', { project: job.project, title: `Short ${seed} ${n}` }])
      const task = made?.__typename.endsWith('Success') ? idOf(made['task']) : null
      if (task) await send(['deleteTask', { task }, () => [{ fact: 'deleted', task }]])
    },
  ]
  for (let n = 0; n < steps.length; n++) await steps[(seed + n) % steps.length]?.(n)
}

const idOf = (value: unknown) => String((value as { id?: unknown } | null)?.id)
