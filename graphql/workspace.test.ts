import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect } from '#lib/db.ts'
import { person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { act, ask } from './testing.ts'

beforeAll(async () => void (await testDatabase()))
afterAll(() => disconnect())

const DOCUMENT = `{
  people { actor { handle } email soleOwnerOf { key } }
  invitations { handle state createdBy { handle } }
  installation { version database { kind bytes } migrations { name } counts { people tasks } jobs { name } writing { writes } memoryBytes eventLoopP99Ms }
  diagnosis { faultCount faults { check } milliseconds }
}`

it('an admin sees people, invitations, the installation and what the doctor finds; others see none of it', async () => {
  const root = await person({ handle: 'root', isAdmin: true })
  const bob = await person({ handle: 'bob' })
  const web = await project(bob, { key: 'WEB' })
  await task(bob, web)
  await act(root, 'invitePerson', { email: 'eve@example.org', handle: 'eve', name: 'Eve' }, 'url')
  expect(await ask(root, DOCUMENT)).toMatchObject({
    people: [
      { actor: { handle: 'bob' }, soleOwnerOf: [{ key: 'WEB' }] },
      { actor: { handle: 'root' }, soleOwnerOf: [] },
    ],
    invitations: [{ handle: 'eve', state: 'OPEN', createdBy: { handle: 'root' } }],
    installation: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), counts: { people: 2, tasks: 1 } },
    diagnosis: { faultCount: 0, faults: [] },
  })
  for (const stranger of [bob, await person()])
    expect(await ask(stranger, DOCUMENT)).toEqual({ people: null, invitations: null, installation: null, diagnosis: null })
})

it('the tags of a project are counted', async () => {
  const ann = await person()
  const web = await project(ann)
  for (const tags of [['ui', 'bug'], ['UI'], []]) await task(ann, web, { tags })
  expect(await ask(ann, `{ project(ref: "${web.key}") { tagCounts { tag tasks } } }`)).toEqual({
    project: {
      tagCounts: [
        { tag: 'bug', tasks: 1 },
        { tag: 'ui', tasks: 2 },
      ],
    },
  })
})
