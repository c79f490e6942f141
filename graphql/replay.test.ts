import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db, Prisma } from '#lib/db.ts'
import { startChild } from '#lib/testing/child.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { person as account } from '#lib/testing/people.ts'
import { uploaded } from './testing-acts-import.ts'
import { newDelivery, newWebhook } from './testing-acts-webhook.ts'
import { act, type Answer, documentOf } from './testing.ts'
import { ACTS, mutationNames } from './testing-acts.ts'
import { openStage, type Stage } from './testing-stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
let rival: ReturnType<typeof startChild>
let answers: AsyncIterator<string>
beforeAll(async () => {
  const { url } = await testDatabase()
  stage = await openStage()
  rival = startChild('lib/testing/api-rival.ts', [url])
  answers = createInterface(rival.stdout)[Symbol.asyncIterator]()
})
afterAll(async () => {
  rival.stdin.end()
  await once(rival, 'close')
})

type Input = Record<string, unknown>

/** Inputs that name what another act would, for mutations without a word or a task to change. */
const OTHER: Record<string, (stage: Stage) => Promise<Input> | Input> = {
  setMember: () => ({ role: 'MEMBER' }),
  removeMember: ({ bob }) => ({ actor: bob.handle }),
  retireAgent: ({ bot }) => ({ agent: bot.handle }),
  revokeToken: async ({ ann, bot }) => {
    const { token } = await act(ann, 'createToken', { agent: bot.handle, name: 'other', scopes: ['READ'] }, 'token { id }')
    return { token: token.id }
  },
  revokeInvitation: async ({ ann }) => {
    const input = { email: 'lea@example.org', handle: 'lea', name: 'Lea' }
    const { invitation } = await act(ann, 'invitePerson', input, 'invitation { id }')
    return { invitation: invitation.id }
  },
  setAdmin: () => ({ isAdmin: false }),
  deactivatePerson: ({ bob }) => ({ person: bob.handle }),
  reactivatePerson: ({ bob }) => ({ person: bob.handle }),
  resetPassword: async () => {
    await account('other-account')
    return { person: 'other-account' }
  },
  renameTag: () => ({ to: null }),
  removeFileReference: async ({ ann, one }) => {
    const { file } = await act(ann, 'addFileReference', { task: one.id, path: 'b' }, 'file { id }')
    return { file: file.id }
  },
  markNotifications: () => ({ state: 'UNREAD' }),
  updatePreference: () => ({ shortcuts: true }),
  deleteView: async ({ ann, web }) => {
    const { view } = await act(ann, 'saveView', { project: web.key, name: 'Other', page: 'TASKS', query: '' }, 'view { id }')
    return { view: view.id }
  },
  saveTemplate: () => ({ source: 'name: Other\ntasks: [{ title: T }]' }),
  updateTemplate: () => ({ source: 'name: Other\ntasks: [{ title: T }]' }),
  deleteTemplate: async ({ ann, web }) => {
    const source = 'name: Other\ntasks: [{ title: T }]'
    const { template } = await act(ann, 'saveTemplate', { project: web.key, source }, 'template { id }')
    return { template: template.id }
  },
  instantiateTemplate: () => ({ values: { cups: ['green'] } }),
  checkImport: async ({ ann }) => ({ import: await uploaded(ann) }),
  applyImport: async ({ ann }) => ({ import: await uploaded(ann) }),
  cancelImport: async ({ bob }) => ({ import: await uploaded(bob) }),
  setPluginEnabled: () => ({ isEnabled: false }),
  loadPlugin: () => ({ plugin: 'other' }),
  skipPluginEvent: () => ({ event: 'evt_OTHER_1' }),
  setPluginInProject: () => ({ settings: { step: 4 } }),
  runPluginCommand: () => ({ arguments: { to: 3 } }),
  markHomeSeen: () => ({ at: null }),
  coordinateProject: () => ({ includeOffline: false }),
  claimNextTask: () => ({ leaseSeconds: 90 }),
  rotateWebhookSecret: () => ({ graceHours: 3 }),
  deleteWebhook: async (stage) => ({ webhook: await newWebhook(stage) }),
  testWebhook: async (stage) => ({ webhook: await newWebhook(stage) }),
  redeliverWebhook: async (stage) => ({ deliveries: [(await newDelivery(stage)).delivery] }),
}
const WORDS = ['name', 'title', 'agentType', 'reason', 'answer']

/** The same act with other input. */
async function varied(name: string, input: Input, other: Stage): Promise<Input> {
  const word = WORDS.find((field) => typeof input[field] === 'string')
  const { tasks } = input
  if (OTHER[name]) return { ...input, ...(await OTHER[name](other)) }
  if ('task' in input) return { ...input, task: other.one.id }
  if (Array.isArray(tasks)) return { ...input, tasks: tasks.slice(1) }
  if (word) return { ...input, [word]: `${String(input[word])} too` }
  throw new Error(`Say in OTHER how the input of ${name} may vary.`)
}

/** Every row of every table: whatever an act leaves behind, a repeated one must not. */
async function everything() {
  const tables = await Promise.all(
    Object.values(Prisma.ModelName).map(async (name) => {
      const rows = await db().$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`)
      return [name, rows.map((row) => JSON.stringify(row)).sort()] as const
    }),
  )
  return Object.fromEntries(tables)
}

async function actElsewhere(caller: Caller, name: string, input: Input, select: string) {
  rival.stdin.write(`${JSON.stringify({ caller, document: documentOf(name, select), variables: { input } })}\n`)
  const { value } = await answers.next()
  const { data, errors } = JSON.parse(String(value)) as Answer
  if (errors) throw new Error(JSON.stringify(errors))
  return data[name]
}

/** What is shown once is not kept, and a repeated call says so by null. */
const withoutSecrets = (answer: Input) =>
  Object.fromEntries(Object.entries(answer).map(([field, value]) => [field, field === 'secret' || field === 'url' ? null : value]))

describe('a call that is repeated under its key, as after a lost answer, answers the same and does nothing', () => {
  it('and no mutation is left out', () => {
    expect(Object.keys(ACTS).sort()).toEqual(mutationNames())
  })

  it.each(mutationNames())('%s, here and in another process', async (name) => {
    const prepared = await ACTS[name]?.(await stage.fresh())
    if (!prepared) throw new Error(`ACTS has no case of ${name}.`)
    const [by, plain, select] = prepared
    const input = { ...plain, idempotencyKey: `replay of ${name}` }
    const other = await varied(name, input, await stage.fresh())
    const first = await act(by, name, input, select)
    expect(first).toMatchObject({ __typename: expect.stringMatching(/Success$/), replayed: false })
    const before = await everything()
    const same = { ...withoutSecrets(first), replayed: true }
    expect(await act(by, name, input, select)).toEqual(same)
    expect(await actElsewhere(by, name, input, select)).toEqual(same)
    expect(await act(by, name, other, select)).toMatchObject({ __typename: 'IdempotencyKeyReusedError' })
    expect(await everything()).toEqual(before)
  })
})
