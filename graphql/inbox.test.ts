import { beforeAll, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { agent, person, task, team } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask } from './testing.ts'

let ann: Caller
let bob: Caller
let bot: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ;({ ann, bob, bot, web } = await team())
})

const INBOX = `{ inbox(first: 5) { nodes {
  seq reason state task { id } project { key }
  entry { kind body priority author { handle } mentions { handle } }
  question { id state body answer options asker { handle } closedBy { handle } }
} } }`
const newest = async (by: Caller) => (await ask(by, INBOX)).inbox.nodes[0]

it('a message to members stands in the inbox of each with body, sender and priority, and each reads it alone', async () => {
  const helper = await agent(ann, { project: web })
  const body = `@${bot.handle} @${helper.handle} stop writing to the old schema`
  await act(bob, 'addContext', { project: web.key, kind: 'SYNC', priority: 'CRITICAL', body }, 'entry { id }')
  const message = { kind: 'SYNC', body, priority: 'CRITICAL', author: { handle: bob.handle } }
  for (const by of [bot, helper]) {
    const told = await newest(by)
    expect(told).toMatchObject({
      reason: 'MENTION',
      state: 'UNREAD',
      task: null,
      project: { key: web.key },
      entry: message,
      question: null,
    })
    expect(told.entry.mentions).toHaveLength(2)
  }
  await act(bot, 'markNotifications', { seqs: [(await newest(bot)).seq], state: 'READ' }, 'unreadCount')
  expect((await newest(bot)).state).toBe('READ')
  expect((await newest(helper)).state).toBe('UNREAD')
})

it('a question reaches people with its options, and its asker the answer, in the same place', async () => {
  const { id } = await task(ann, web)
  const { fence } = await act(bot, 'claimTask', { task: id }, 'fence')
  const input = { task: id, fence, body: 'May I?', options: ['Yes', 'No'] }
  const { question } = await act(bot, 'askQuestion', input, 'question { id }')
  const asked = { id: question.id, body: 'May I?', options: ['Yes', 'No'], asker: { handle: bot.handle } }
  expect(await newest(bob)).toMatchObject({ reason: 'QUESTION', entry: null, question: { ...asked, state: 'OPEN', answer: null } })
  await act(bob, 'answerQuestion', { question: question.id, answer: 'Yes' }, 'task { id }')
  const answered = { ...asked, state: 'ANSWERED', answer: 'Yes', closedBy: { handle: bob.handle } }
  expect(await newest(bot)).toMatchObject({ reason: 'ANSWER', task: { id }, question: answered })
  expect(await newest(ann)).toMatchObject({ reason: 'QUESTION', question: answered })
})

it('a question is found by its id and in its lists, by members alone', async () => {
  const { id } = await task(ann, web)
  const { question } = await act(ann, 'askQuestion', { task: id, body: 'Still needed?' }, 'question { id }')
  const document = `query ($id: ID!, $task: ID!, $project: ID!) {
    node(id: $id) { ... on Question { body } }
    task(ref: $task) { ... on Task { questions { id } viewerCan } }
    questions(project: $project, state: OPEN) { nodes { id task { key } } }
  }`
  const variables = { id: question.id, task: id, project: web.key }
  const seen = await ask(bob, document, variables)
  expect(seen).toMatchObject({ node: { body: 'Still needed?' }, task: { questions: [{ id: question.id }] } })
  expect(seen.task.viewerCan).toContain('ANSWER')
  expect(seen.questions.nodes.map((row: { id: string }) => row.id)).toContain(question.id)
  expect((await ask(bot, document, variables)).task.viewerCan).not.toContain('ANSWER')
  expect(await ask(await person(), document, variables)).toEqual({ node: null, task: null, questions: { nodes: [] } })
})

it('how I watch a task is mine alone', async () => {
  const { id } = await task(ann, web)
  await act(bob, 'watchTask', { task: id, level: 'MUTED' }, 'task { id }')
  const level = async (by: Caller) => (await ask(by, `{ task(ref: "${id}") { ... on Task { viewerWatch } } }`)).task.viewerWatch
  expect(await level(bob)).toBe('MUTED')
  expect(await level(ann)).toBe('DEFAULT')
})
