import type { Caller } from '#lib/auth/caller.ts'
import { db, transaction } from '#lib/db.ts'
import { failTask } from '#lib/domain/claim/fail.ts'
import { addContext } from '#lib/domain/context/add.ts'
import { addDependency } from '#lib/domain/dependency/add.ts'
import { giveFeedback } from '#lib/domain/feedback/give.ts'
import { addFileReference } from '#lib/domain/file/add.ts'
import { answerQuestion } from '#lib/domain/question/answer.ts'
import { askQuestion } from '#lib/domain/question/ask.ts'
import { cancelTask } from '#lib/domain/task/cancel.ts'
import { claimTask } from '#lib/domain/task/claim.ts'
import { completeTask } from '#lib/domain/task/complete.ts'
import { deleteTask } from '#lib/domain/task/delete.ts'
import { holdTask } from '#lib/domain/task/hold.ts'
import { saveView } from '#lib/domain/view/save.ts'
import { watchTask } from '#lib/domain/watch/watch.ts'
import { newId } from '#lib/id.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'

/** Titles that a format would take for something of its own. */
export const HOSTILE = '=HYPERLINK("http://x","y") | `a` *b* [c](d) <script>"e"</script> \\N #1; {f} end'

/** A project in which everything has happened that an export holds, by an owner, a member, a viewer and an agent. */
export async function livedInProject(key: string) {
  const owner = await person({ handle: `owner-${key.toLowerCase()}`, name: 'Ö "Owner"' })
  const place = await project(owner, { key })
  const [mate, viewer] = [await member(owner, place), await member(owner, place, 'VIEWER')]
  const worker = await agent(owner, { project: place, capabilities: ['css', 'api'] })
  const design = await task(owner, place, { title: HOSTILE, tags: ['UI', 'b,c', '=tag'], description: '# Line\n> two\r\n-3', priority: 3 })
  const build = await task(owner, place, {
    title: 'Build it',
    criteria: ['It works', '[ ] It is fast'],
    requiredCapabilities: ['api'],
    estimatedHours: 1.5,
    brief: { why: 'Because', what: 'This', done: 'Then' },
    deadline: new Date('2026-12-24T00:00:00Z'),
  })
  const ship = await task(mate, place, { title: 'Ship it 🚀', priority: 0 })
  const idea = await task(owner, place, { title: 'An idea' })
  const gone = await task(owner, place, { title: 'A mistake' })
  await addDependency(owner, { task: build.id, dependsOn: design.id })
  await addDependency(owner, { task: ship.id, dependsOn: build.id })
  await addDependency(owner, { task: ship.id, dependsOn: idea.id, kind: 'PARENT' })
  await addDependency(owner, { task: idea.id, dependsOn: design.id, kind: 'DISCOVERED_FROM' })
  await addDependency(owner, { task: gone.id, dependsOn: idea.id, kind: 'RELATED' })
  await work({ owner, mate, worker, design: design.id, build: build.id })
  await holdTask(owner, { task: idea.id, reason: 'Not yet' })
  await addFileReference(owner, { task: build.id, path: 'src/a.ts', lineStart: 1, lineEnd: 9, note: 'here' })
  await watchTask(mate, { task: build.id, level: 'MUTED' })
  await watchTask(viewer, { task: build.id, level: 'FOLLOWING' })
  await addContext(owner, { project: place.id, kind: 'UPDATE', body: 'On the project' })
  await addContext(mate, { task: build.id, kind: 'NOTE', body: `Only ${mate.handle} reads this` })
  await addContext(owner, { task: build.id, kind: 'NOTE', body: 'Only the owner reads this' })
  await saveView(owner, { project: place.id, page: 'TASKS', name: 'Mine', query: 'status=blocked' })
  await saveView(mate, { project: place.id, page: 'BOARD', name: 'Ours', query: 'q=1', isShared: true })
  await deleteTask(owner, { task: gone.id })
  await keepTemplate(place.id, owner)
  const { id } = place
  return { project: await db().project.findUniqueOrThrow({ where: { id } }), owner, mate, viewer, worker, design, build, ship, idea, gone }
}

async function work({
  owner,
  mate,
  worker,
  design,
  build,
}: {
  owner: Caller
  mate: Caller
  worker: Caller
  design: string
  build: string
}) {
  const { fence } = await claimTask(worker, { task: design })
  await addContext(worker, { task: design, fence, kind: 'DISCOVERY', body: `For @${mate.handle}: "quoted"\n\u2028 and 🚀` })
  await failTask(worker, { task: design, fence, reason: 'It broke' })
  const again = await claimTask(worker, { task: design })
  const { question } = await askQuestion(worker, { task: design, fence: again.fence, body: 'Red or blue?', options: ['red', 'blue'] })
  await answerQuestion(owner, { question, answer: 'blue' })
  const last = await claimTask(worker, { task: design })
  await completeTask(worker, { task: design, fence: last.fence, summary: 'Done in *blue*' })
  await giveFeedback(owner, { task: design, quality: 5, timeliness: 3, note: 'Good' })
  const side = await claimTask(worker, { task: build })
  await askQuestion(worker, { task: build, fence: side.fence, body: 'How fast?' })
  const other = await task(owner, { id: await projectOf(build) }, { title: 'Given up' })
  await addDependency(owner, { task: (await task(owner, { id: await projectOf(build) }, { title: 'After all' })).id, dependsOn: other.id })
  await cancelTask(owner, { task: other.id, policy: 'RELEASE', reason: 'No need' })
  const held = await task(owner, { id: await projectOf(build) }, { title: 'Under way' })
  await claimTask(worker, { task: held.id })
}

const projectOf = async (id: string) => (await db().task.findUniqueOrThrow({ where: { id } })).projectId

async function keepTemplate(projectId: string, { actorId }: Caller) {
  const now = new Date()
  const template = { id: newId('tpl'), projectId, name: 'Release', description: '', source: 'tasks: []\n', createdById: actorId }
  await transaction([projectId], (tx) => tx.template.create({ data: { ...template, createdAt: now, updatedAt: now } }))
}
