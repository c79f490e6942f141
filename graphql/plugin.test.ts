import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { definePlugin, command, markdown } from '#lib/plugins/api.ts'
import { hostHere } from '#lib/plugins/testing/in-process.ts'
import { member, person, project } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import type { ProjectRow } from './refs.ts'
import { act, ask } from './testing.ts'

const greeter = definePlugin({
  name: 'greeter',
  version: '1.2.0',
  api: '1.0',
  description: 'Greets.',
  settings: { word: { type: 'text', label: 'Word', default: 'Hello' } },
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

  it('are null to everybody else', async () => expect(await ask(ann, asked)).toEqual({ plugins: null }))
})

describe('the plugins of a project', () => {
  const asked = (by: Caller) =>
    ask(by, `{ project(ref: "${web.key}") { plugins { name isEnabled agent { handle } settings { name label default } values } } }`)
  const greeterIn = {
    ...{ name: 'greeter', isEnabled: true, agent: { handle: 'plugin.greeter' } },
    settings: [{ name: 'word', label: 'Word', default: 'Hello' }],
  }

  it('are shown to its members, what is set to its owners alone', async () => {
    expect((await asked(ann)).project.plugins).toEqual([{ ...greeterIn, values: { word: 'Hello' } }])
    expect((await asked(bob)).project.plugins).toEqual([{ ...greeterIn, values: null }])
    await act(ann, 'setPluginInProject', { project: web.key, plugin: 'greeter', settings: { word: 'Moin' } }, 'project { id }')
    expect((await asked(ann)).project.plugins).toEqual([{ ...greeterIn, values: { word: 'Moin' } }])
  })

  it('are not there for a stranger', async () => expect(await asked(await person())).toEqual({ project: null }))

  it('have settings to read in an archived project too', async () => {
    await act(ann, 'updateProject', { project: web.key, status: 'ARCHIVED' }, 'project { id }')
    expect((await asked(ann)).project.plugins).toMatchObject([{ values: { word: 'Moin' } }])
  })
})
