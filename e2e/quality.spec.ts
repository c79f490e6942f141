import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { BASE_URL } from './environment.ts'

/** One mutation, as the signed-in person or with an agent's token; answers its success. */
async function act<T>(page: Page, name: string, input: object, select: string, token?: string): Promise<T> {
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${title}Input!) { ${name}(input: $input) { ... on ${title}Success { ${select} } ... on Error { message } } }`
  const data = { query, variables: { input } }
  // An agent calls without the person's cookie.
  const answer = token
    ? await fetch(`${BASE_URL}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(data),
      })
    : await page.request.post('/graphql', { headers: { origin: BASE_URL }, data })
  const { data: found } = (await answer.json()) as { data?: Record<string, T & { message?: string }> }
  const result = found?.[name]
  if (!result || result.message) throw new Error(result?.message ?? name)
  return result
}

async function newTask(page: Page, title: string, criteria: string[] = []) {
  const { task } = await act<{ task: { key: string } }>(page, 'createTask', { project: 'BEADS', title, criteria }, 'task { key }')
  return task.key
}

async function newAgent(page: Page, handle: string) {
  await act(page, 'createAgent', { handle, name: handle, project: 'BEADS' }, 'agent { id }')
  const { secret } = await act<{ secret: string }>(page, 'createToken', { agent: handle, name: 'e2e', scopes: ['READ', 'WORK'] }, 'secret')
  return secret
}

test('criteria are judged with evidence, overlaps are seen, and the work gets its feedback once', async ({ page }) => {
  const token = await newAgent(page, 'dunlin')
  const [mine, other] = [await newTask(page, 'Judge me', ['CI is green', 'Docs say so']), await newTask(page, 'On the same lines')]
  await act(page, 'addFileReference', { task: mine, path: 'src/adapter.ts', lineStart: 1, lineEnd: 60 }, 'task { id }')
  await act(page, 'addFileReference', { task: other, path: 'src/adapter.ts', lineStart: 40, lineEnd: 88 }, 'task { id }')
  const { fence } = await act<{ fence: number }>(page, 'claimTask', { task: other }, 'fence', token)
  await page.goto(`/projects/BEADS/tasks/${mine}`)

  await test.step('a criterion is judged where it stands', async () => {
    await page.getByRole('button', { name: 'CI is green: Not judged yet. Judge it' }).click()
    const form = page.getByRole('form', { name: 'Judge: CI is green' })
    await form.getByRole('radio', { name: 'Met', exact: true }).check()
    await form.getByLabel('Evidence').fill('Run 42 passed')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('1 of 2 met')).toBeVisible()
    await expect(page.getByText('Run 42 passed').first()).toBeVisible()
    await page.getByRole('button', { name: 'Docs say so: Not judged yet. Judge it' }).click()
    await page.getByRole('radio', { name: 'Not met' }).check()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: 'Docs say so: Not met. Judge it' })).toBeVisible()
    await page.getByRole('button', { name: 'Docs say so: Not met. Judge it' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form', { name: 'Judge: Docs say so' })).toBeHidden()
  })

  await test.step('a file says who else works on the same lines', async () => {
    const also = page.getByRole('list', { name: 'Also touches src/adapter.ts' })
    await expect(also).toContainText(`lines 40–60 also in ${other}`)
    await expect(also).toContainText('dunlin')
    await expectAccessible(page, `/projects/BEADS/tasks/${mine}`)
    await also.getByRole('link', { name: other }).click()
    await expect(page.getByRole('heading', { name: 'On the same lines' })).toBeVisible()
  })

  await test.step('completed work gets its feedback, once', async () => {
    await expect(page.getByRole('form', { name: 'Give feedback' })).toBeHidden()
    await act(page, 'completeTask', { task: other, fence, summary: 'Done' }, 'task { id }', token)
    const form = page.getByRole('form', { name: 'Give feedback' })
    await expect(form).toBeVisible()
    await expectAccessible(page, `/projects/BEADS/tasks/${other}`)
    await expect(form.getByRole('button', { name: 'Give feedback' })).toBeDisabled()
    await form.getByRole('group', { name: 'Quality' }).getByRole('radio', { name: '5, excellent' }).check({ force: true })
    await form.getByRole('group', { name: 'Timeliness' }).getByRole('radio', { name: '3' }).check({ force: true })
    await form.getByLabel('Note').fill('Small and to the point.')
    await form.getByRole('button', { name: 'Give feedback' }).click()
    await expect(form).toBeHidden()
    for (const words of ['5 of 5', '3 of 5', 'Small and to the point.']) await expect(page.getByText(words).first()).toBeVisible()
    await expectAccessible(page, `/projects/BEADS/tasks/${other}`)
  })
})
