import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { BASE_URL } from './environment.ts'

/** One GraphQL call, by whoever is signed in or by an agent with its token. */
async function call<T>(send: (body: string) => Promise<{ json(): Promise<unknown> }>, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = (await (await send(JSON.stringify({ query, variables }))).json()) as { data: T; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}
const JSON_TYPE = { 'content-type': 'application/json' }
const asPerson = (request: APIRequestContext) => (data: string) =>
  request.post('/graphql', { data, headers: { ...JSON_TYPE, origin: BASE_URL } })
const asAgent = (token: string) => (body: string) =>
  fetch(`${BASE_URL}/graphql`, { method: 'POST', body, headers: { ...JSON_TYPE, authorization: `Bearer ${token}` } })

const ASK = `mutation ($task: ID!, $fence: Int, $body: String!, $options: [String!]) {
  askQuestion(input: { task: $task, fence: $fence, body: $body, options: $options }) { ... on AskQuestionSuccess { question { id } } ... on Error { message } }
}`
const ERROR = '... on Error { message }'

/** An agent in BEADS and a new task for it. */
async function stage(request: APIRequestContext, handle: string, title: string) {
  const made = await call<{ createToken: { secret: string }; createTask: { task: { id: string; key: string } } }>(
    asPerson(request),
    `mutation ($agent: ID!, $handle: String!, $title: String!) {
      createAgent(input: { handle: $handle, name: $handle, project: "BEADS" }) { __typename ${ERROR} }
      createToken(input: { agent: $agent, name: "e2e", scopes: [READ, WORK] }) { ... on CreateTokenSuccess { secret } ${ERROR} }
      createTask(input: { project: "BEADS", title: $title }) { ... on CreateTaskSuccess { task { id key } } ${ERROR} }
    }`,
    { agent: handle, handle, title },
  )
  const { secret } = made.createToken
  const { task } = made.createTask
  const as = <T>(query: string, variables?: object) => call<T>(asAgent(secret), query, variables)
  return {
    task,
    as,
    async ask(body: string, options: string[] = []) {
      const { claimTask } = await as<{ claimTask: { fence: number } }>(
        `mutation ($task: ID!) { claimTask(input: { task: $task }) { ... on ClaimTaskSuccess { fence } ${ERROR} } }`,
        { task: task.id },
      )
      await as(ASK, { task: task.id, fence: claimTask.fence, body, options })
    },
    async told() {
      const { inbox } = await as<{
        inbox: { nodes: { reason: string; question: { answer: string } | null; entry: { body: string } | null }[] }
      }>('{ inbox(first: 1) { nodes { reason question { answer } entry { body } } } }')
      return inbox.nodes[0]
    },
  }
}

const thread = (page: Page, title: string) => page.getByRole('region', { name: 'Answer' }).getByRole('link', { name: title })

test('a question waits in the inbox, is answered there, and the agent reads the answer', async ({ page }) => {
  const { task, ask, told } = await stage(page.request, 'asker-1', 'Name the flag')
  await page.goto('/inbox')
  await ask('Which name should the flag have?', ['--strict', '--safe'])
  await thread(page, 'Which name should the flag have?').click()
  const pane = page.getByRole('region', { name: 'Selected notification' })
  await expect(pane.getByText('waits for an answer')).toBeVisible()
  await pane.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(pane.getByText('Choose or write an answer.')).toBeVisible()
  await pane.getByRole('radio', { name: '--safe' }).check()
  await pane.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(page.getByText('asker-1 has your answer')).toBeVisible()
  await expect(pane.getByRole('article')).toContainText('answered')
  await expect(thread(page, 'Which name should the flag have?')).toHaveCount(0)
  await expect.poll(() => told()).toMatchObject({ reason: 'ANSWER', question: { answer: '--safe' } })
  await page.goto(`/projects/BEADS/tasks/${task.key}`)
  await expect(page.getByRole('article', { name: 'Question of asker-1' })).toContainText('--safe')
})

test('declining on the task page reaches an inbox that shows the question, live', async ({ page, context }) => {
  const { task, ask, told } = await stage(page.request, 'asker-2', 'Drop the old shell')
  await ask('May I drop the old shell?')
  const inbox = await context.newPage()
  await inbox.goto('/inbox')
  await thread(inbox, 'May I drop the old shell?').click()
  const pane = inbox.getByRole('region', { name: 'Selected notification' })
  await expect(pane.getByRole('form', { name: 'Answer the question' })).toBeVisible()
  await page.goto(`/projects/BEADS/tasks/${task.key}`)
  const card = page.getByRole('article', { name: 'Question of asker-2' })
  await card.getByRole('button', { name: 'Decline…' }).click()
  await card.getByRole('textbox').fill('Ask again when the release is out.')
  await card.getByRole('button', { name: 'Decline', exact: true }).click()
  await expect(card).toContainText('declined to answer')
  await expect(pane.getByRole('article')).toContainText('Ask again when the release is out.')
  await expect.poll(() => told()).toMatchObject({ reason: 'ANSWER', question: { answer: 'Ask again when the release is out.' } })
})

test('each kind is written on the task page; a name is completed, and a private note stays private', async ({ page }) => {
  const { task, as, told } = await stage(page.request, 'mentioned-1', 'Measure the bench')
  await page.goto(`/projects/BEADS/tasks/${task.key}`)
  const composer = page.getByRole('form', { name: 'Write on this task' })
  await composer.getByRole('button', { name: 'Discovery' }).click()
  await composer.getByRole('textbox').pressSequentially('The bench is slow, @mentioned')
  await composer.getByRole('button', { name: 'mentioned-1' }).click()
  await expect(composer.getByRole('textbox')).toHaveValue('The bench is slow, @mentioned-1 ')
  await composer.getByRole('textbox').press('Control+Enter')
  const written = page.locator('.stream > li')
  await expect(written).toHaveCount(1)
  await expect(written.first()).toContainText('Discovery')
  await expect.poll(() => told()).toMatchObject({ reason: 'MENTION', entry: { body: 'The bench is slow, @mentioned-1 ' } })
  await composer.getByRole('button', { name: 'Private' }).click()
  await composer.getByRole('textbox').fill('I doubt it.')
  await composer.getByRole('button', { name: /^Keep/ }).click()
  await expect(written.first()).toContainText('Only you see this')
  const seen = await as(`{ task(ref: "${task.key}") { ... on Task { context { nodes { kind body } } } } }`)
  expect(JSON.stringify(seen)).not.toContain('doubt')
})

test('a task is followed and muted', async ({ page }) => {
  const { task } = await stage(page.request, 'followed-1', 'Watch the kettle')
  await page.goto(`/projects/BEADS/tasks/${task.key}`)
  const level = async () =>
    (await call<{ task: { viewerWatch: string } }>(asPerson(page.request), `{ task(ref: "${task.key}") { ... on Task { viewerWatch } } }`))
      .task.viewerWatch
  await page.getByRole('button', { name: 'Inbox: Only what concerns me' }).click()
  await page.getByRole('menuitemradio', { name: 'Follow all that happens' }).click()
  await expect(page.getByRole('button', { name: 'Inbox: Follow all that happens' })).toContainText('Following')
  await expect.poll(() => level()).toBe('FOLLOWING')
  await page.getByRole('button', { name: 'Inbox: Follow all that happens' }).click()
  await page.getByRole('menuitemradio', { name: /^Mute/ }).click()
  await expect(page.getByText(`${task.key} is muted`)).toBeVisible()
  await expect.poll(() => level()).toBe('MUTED')
})

test('open and answered questions have no accessibility violation', async ({ page }) => {
  const { task, ask } = await stage(page.request, 'asker-3', 'Choose a colour')
  await ask('Which colour?', ['Ink', 'Enamel'])
  await expectAccessible(page, `/projects/BEADS/tasks/${task.key}`)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/inbox')
  await thread(page, 'Which colour?').click()
  await expect(page.getByRole('radio', { name: 'Ink' })).toBeVisible()
})
