import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { definePlugin, command, markdown } from '#lib/plugins/api.ts'
import { hostHere } from '#lib/plugins/testing/in-process.ts'
import { agent, caller as scoped, member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask } from './testing.ts'

const greeter = definePlugin({
  name: 'greeter',
  version: '1.2.0',
  api: '1.0',
  description: 'Greets.',
  settings: {
    word: { type: 'text', label: 'Word', default: 'Hello', maxLength: 10 },
    times: { type: 'integer', label: 'Times', default: 1, min: 1, max: 3 },
    loud: { type: 'boolean', label: 'Loud', default: false },
    to: { type: 'choice', label: 'To', choices: ['one', 'all'] },
  },
  commands: { greet: command({ title: 'Greet', description: 'Says it.', run: () => markdown('Hello') }) },
})

let ann: Caller
let bob: Caller
let web: ProjectRow
beforeAll(async () => {
  await testDatabase()
  ann = await person()
  web = await project(ann)
  bob = await member(ann, web)
  await hostHere(greeter)
})

describe('the plugins of the installation', () => {
  const asked = '{ plugins { name configuredAs version description state isEnabled error commands { plugin name title } storedRows } }'

  it('are shown to admins with what they are and how they do', async () => {
    const { plugins } = await ask(await person({ isAdmin: true }), asked)
    expect(plugins).toEqual([
      {
        ...{ name: 'greeter', configuredAs: 'greeter', version: '1.2.0', description: 'Greets.', state: 'RUNNING' },
        ...{ isEnabled: true, error: '', commands: [{ plugin: 'greeter', name: 'greet', title: 'Greet' }], storedRows: 0 },
      },
    ])
  })

  it('are null to everybody else, agents too', async () => {
    for (const caller of [ann, bob, await member(ann, web, 'VIEWER'), await agent(ann, { project: web }), await person()])
      expect(await ask(caller, asked)).toEqual({ plugins: null })
  })

  it('are switched, loaded and let off an event by admins alone', async () => {
    const admin = await person({ isAdmin: true })
    const acts = { setPluginEnabled: { plugin: 'greeter', isEnabled: false }, loadPlugin: { plugin: 'greeter' } }
    for (const [name, input] of Object.entries({ ...acts, skipPluginEvent: { plugin: 'greeter', event: 'evt_WEB_1' } }))
      for (const caller of [ann, await agent(ann, { project: web }), scoped(admin, { isAdmin: true, scopes: ['READ', 'WORK'] })])
        expect(await act(caller, name, input, 'plugin { name }')).toMatchObject({ code: 'FORBIDDEN' })
    for (const isEnabled of [false, true])
      expect(await act(admin, 'setPluginEnabled', { plugin: 'greeter', isEnabled }, 'plugin { isEnabled }')).toMatchObject({
        plugin: { isEnabled },
      })
    expect(await act(admin, 'loadPlugin', { plugin: 'greeter' }, 'plugin { name state }')).toMatchObject({
      plugin: { name: 'greeter', state: 'RUNNING' },
    })
  })
})

describe('the plugins of a project', () => {
  const asked = (by: Caller) =>
    ask(by, `{ project(ref: "${web.key}") { plugins { name isEnabled agent { handle } settings { name label default } values } } }`)
  const greeterIn = {
    ...{ name: 'greeter', isEnabled: true, agent: { handle: 'plugin.greeter' } },
    settings: [
      { name: 'word', label: 'Word', default: 'Hello' },
      { name: 'times', label: 'Times', default: 1 },
      { name: 'loud', label: 'Loud', default: false },
      { name: 'to', label: 'To', default: null },
    ],
  }

  it('are shown to its members, what is set to its owners alone', async () => {
    expect((await asked(ann)).project.plugins).toEqual([{ ...greeterIn, values: { word: 'Hello', times: 1, loud: false } }])
    expect((await asked(bob)).project.plugins).toEqual([{ ...greeterIn, values: null }])
    await act(ann, 'setPluginInProject', { project: web.key, plugin: 'greeter', settings: { word: 'Moin' } }, 'project { id }')
    expect((await asked(ann)).project.plugins).toEqual([{ ...greeterIn, values: { word: 'Moin', times: 1, loud: false } }])
  })

  it('are shown to viewers and agents without what is set, and set by owners alone', async () => {
    for (const caller of [await member(ann, web, 'VIEWER'), await agent(ann, { project: web })]) {
      expect((await asked(caller)).project.plugins).toEqual([{ ...greeterIn, values: null }])
      const refused = await act(caller, 'setPluginInProject', { project: web.key, plugin: 'greeter', isEnabled: false }, 'project { id }')
      expect(refused).toMatchObject({ code: 'FORBIDDEN' })
    }
  })

  it('refuse every setting that is not of its type, by its name, and keep what was set', async () => {
    const settings = { word: 'x'.repeat(11), times: 1.5, loud: 'yes', to: 'nobody' }
    const input = { project: web.key, plugin: 'greeter', settings }
    const refused = await act(ann, 'setPluginInProject', input, 'project { id }', '... on InvalidInputError { issues { field message } }')
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' })
    expect(refused.issues.map(({ field }: { field: string }) => field).sort()).toEqual(
      ['loud', 'times', 'to', 'word'].map((name) => `settings.${name}`),
    )
    const unknown = await act(ann, 'setPluginInProject', { ...input, settings: { size: 1 } }, 'project { id }')
    expect(unknown).toMatchObject({ code: 'INVALID_INPUT' })
    expect((await asked(ann)).project.plugins).toMatchObject([{ values: { word: 'Moin', times: 1 } }])
  })

  it('are not there for a stranger', async () => expect(await asked(await person())).toEqual({ project: null }))

  it('have settings to read in an archived project too', async () => {
    await act(ann, 'updateProject', { project: web.key, status: 'ARCHIVED' }, 'project { id }')
    expect((await asked(ann)).project.plugins).toMatchObject([{ values: { word: 'Moin' } }])
  })
})
