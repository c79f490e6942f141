import { db } from '#lib/db.ts'
import { command, definePlugin, table } from '#lib/plugins/api.ts'
import { hostHere } from '#lib/plugins/testing/in-process.ts'
import type { Acts, Stage } from './testing-stage.ts'

const counter = definePlugin({
  name: 'counter',
  version: '2.0.0',
  api: '1.0',
  settings: { step: { type: 'integer', label: 'Step', default: 1 } },
  commands: {
    count: command({
      title: 'Count',
      description: 'Counts.',
      arguments: { to: { type: 'integer', label: 'To', isRequired: true } },
      run: ({ arguments: { to }, projects }) =>
        table(
          [
            { name: 'n', title: 'N', kind: 'NUMBER', opens: { command: 'count', argument: 'to', label: 'Count on' } },
            { name: 'where', title: 'Where' },
          ],
          Array.from({ length: to }, (_, i) => ({ n: i + 1, where: `=${projects.map(({ name }) => name).join()}` })),
        ),
    }),
  },
})

/** A plugin that is here, and in the project. */
const hostCounter = () => hostHere(counter)

/** An event of a project that waits for the plugin. */
async function waitingEvent({ web }: Stage) {
  await hostCounter()
  const id = { consumer_stream: { consumer: 'plugin:counter', stream: web.key } }
  const { seq } = await db().deliveryCursor.findUniqueOrThrow({ where: id })
  return `evt_${web.key}_${seq + 1}`
}

/** What admins and owners do with plugins. */
export const PLUGIN_ACTS: Acts = {
  // What only a process that hosts the plugin can say, plugin.test.ts asks for.
  setPluginEnabled: async ({ ann }) => {
    await hostCounter()
    return [ann, { plugin: 'counter', isEnabled: true }, 'plugin { name isEnabled }', { plugin: { name: 'counter', isEnabled: true } }]
  },
  loadPlugin: async ({ ann }) => {
    await hostCounter()
    return [ann, { plugin: 'counter' }, 'plugin { name isEnabled }', { plugin: { name: 'counter', isEnabled: true } }]
  },
  skipPluginEvent: async (stage) => [
    stage.ann,
    { plugin: 'counter', event: await waitingEvent(stage) },
    'plugin { name error }',
    { plugin: { name: 'counter', error: '' } },
  ],
  setPluginInProject: async ({ ann, web }) => {
    await hostCounter()
    const input = { project: web.key, plugin: 'counter', isEnabled: true, settings: { step: 3 } }
    return [ann, input, 'project { key }', { project: { key: web.key } }]
  },
  runPluginCommand: async ({ bob, web }) => {
    await hostCounter()
    return [
      bob,
      { plugin: 'counter', command: 'count', project: web.key, arguments: { to: 2 } },
      'plugin command markdown table { columns { name title kind opens { command argument label } } rows csv }',
      {
        ...{ plugin: 'counter', command: 'count', markdown: '' },
        table: {
          columns: [
            { name: 'n', title: 'N', kind: 'NUMBER', opens: { command: 'count', argument: 'to', label: 'Count on' } },
            { name: 'where', title: 'Where', kind: 'TEXT', opens: null },
          ],
          rows: [
            [1, `=${web.name}`],
            [2, `=${web.name}`],
          ],
          csv: `N,Where\r\n1,"'=${web.name}"\r\n2,"'=${web.name}"`,
        },
      },
    ]
  },
}
