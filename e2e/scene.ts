import { act } from './api.ts'
import type { Page } from './test.ts'

const CREW = [
  { handle: 'atlas-1', agentType: 'coder', capabilities: ['go', 'sql'], wipLimit: 3 },
  { handle: 'bolt', agentType: 'coder', capabilities: ['go'], wipLimit: 2 },
  { handle: 'wren', agentType: 'reviewer', capabilities: ['review', 'docs'], wipLimit: 1 },
] as const
const LONG = `Say ${'what a very long title of a task does to the page it stands on, '.repeat(5)}`.slice(0, 300)
const HARD = ['X', 'Check what a short list prints', LONG]
const USUAL = ['Write down how a lease is renewed', 'Check what a short list prints', 'Tell the holders of old leases']

/**
 * Agents at work on the real tasks of BEADS: claims, a finished task, a discovery, a question, a hold; and three tasks of which each
 * waits for the one before, with titles of 1, 30 and 300 characters where a page is to be put to the test.
 */
export async function setScene(page: Page, isHard: boolean) {
  await page.goto('/projects/BEADS/tasks')
  const tokens = await Promise.all(CREW.map((agent) => hire(page, agent)))
  const [atlas = '', bolt = '', wren = ''] = tokens
  await finish(page, atlas)
  const current = await claim(page, atlas)
  await must(
    page,
    'heartbeat',
    { task: current.id, fence: current.fence, progress: 'Half of the callers use the new signature.' },
    'expiresAt',
    atlas,
  )
  await must(
    page,
    'addContext',
    {
      task: current.id,
      fence: current.fence,
      kind: 'DISCOVERY',
      body: 'The export keeps its own copy of the **status table**: change both.',
    },
    'replayed',
    atlas,
  )
  await claim(page, atlas)
  await claim(page, bolt)
  const asked = await claim(page, wren)
  await must(
    page,
    'askQuestion',
    {
      task: asked.id,
      fence: asked.fence,
      body: 'Old imports lack the time zone. Take UTC, or leave the time empty?',
      options: ['Take UTC', 'Leave it empty'],
    },
    'replayed',
    wren,
  )
  const keys = await chain(page, isHard)
  await must(page, 'holdTask', { task: keys[1] ?? '', reason: 'Waits for the answer of the archive.' }, 'replayed')
  return { short: keys[0] ?? '', long: keys[2] ?? '' }
}

/** A task whose title is as long as a title may be expected to get. */
export async function makeLong(page: Page) {
  const { task } = await must(page, 'createTask', { project: 'BEADS', title: LONG }, 'task { key }')
  return (task as { key: string }).key
}

async function hire(page: Page, agent: (typeof CREW)[number]) {
  const { agent: made } = await must(page, 'registerAgent', { ...agent, project: 'BEADS' }, 'agent { id }')
  const { secret } = await must(
    page,
    'createToken',
    { agent: (made as { id: string }).id, name: 'scene', scopes: ['READ', 'WORK'] },
    'secret',
  )
  return String(secret)
}

async function claim(page: Page, token: string) {
  const { task, claim } = await must(page, 'claimNextTask', { project: 'BEADS', resume: false }, 'task { id } claim { fence }', token)
  return { id: (task as { id: string }).id, fence: (claim as { fence: number }).fence }
}

async function finish(page: Page, token: string) {
  const { id, fence } = await claim(page, token)
  await must(
    page,
    'completeTask',
    { task: id, fence, summary: 'The flag is read once, and its test fails without it.', actualHours: 1.5 },
    'replayed',
    token,
  )
}

/** The last of them has the first as its part. */
async function chain(page: Page, isHard: boolean) {
  const plan = (isHard ? HARD : USUAL).map((title, i) => ({
    title,
    priority: ['LOW', 'HIGH', 'CRITICAL'][i],
    tags: ['docs', isHard ? 'a-rather-long-tag-for-one-row' : 'leases'],
    estimatedHours: i + 1,
    ...(i > 0 && { dependsOn: [`#${i}`] }),
    ...(i === 0 && { parent: '#3' }),
  }))
  const { created } = await must(page, 'createPlan', { project: 'BEADS', tasks: plan }, 'created { task { key } }')
  return (created as { task: { key: string } }[]).map(({ task }) => task.key)
}

async function must(page: Page, name: string, input: Record<string, unknown>, select: string, token?: string) {
  const answer = await act(page, name, input, select, token)
  if (!String(answer.__typename).endsWith('Success')) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer
}
