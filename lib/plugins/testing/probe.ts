// A plugin for tests: it behaves as titles and commands tell it to, and writes what it hears into a file.
import { appendFileSync } from 'node:fs'
import { command, definePlugin, markdown, refuse, table } from 'task-orchestrator/plugin'

const forever = () => {
  for (;;);
}

function note(file: string | undefined, line: string) {
  if (file) appendFileSync(file, `${line}\n`)
}

async function behave(title: string) {
  if (title.includes('throws')) throw new Error('as it was told')
  if (title.includes('hangs')) forever()
  if (title.includes('sleeps')) await new Promise(() => {})
  if (title.includes('exits')) process.exit(3)
  if (title.includes('crashes')) await new Promise(() => setImmediate(() => (JSON.parse('null') as { x: never }).x))
  if (title.includes('eats')) for (const all: string[] = []; ;) all.push('x'.repeat(1_000_000) + all.length)
}

export default definePlugin({
  name: 'probe',
  version: '1.2.3',
  api: '1.0',
  description: 'Does what it is told.',
  settings: {
    word: { type: 'text', label: 'Word', default: 'none', maxLength: 10 },
    limit: { type: 'integer', label: 'Limit', min: 1, max: 5 },
  },
  async beforeTaskCreate({ tasks, project, actor, isDryRun }) {
    const at = tasks.findIndex(({ title }) => title.includes('unwanted'))
    if (at >= 0)
      return refuse(`${actor.handle} may not, in ${project.key} (${project.settings.word})${isDryRun ? ', not even dry' : ''}`, at)
    const [first] = tasks
    if (first?.title.startsWith('before')) await behave(first.title)
  },
  onTaskCreated: ({ task }) => (task.title.startsWith('after') ? behave(task.title) : undefined),
  on({ id, action, task, isOwn }, api) {
    note(api.config.FILE, `${id} ${action} ${task?.title ?? ''}${isOwn ? ' own' : ''}`)
  },
  schedules: {
    tick: {
      title: 'Tick',
      description: 'Writes that it ran, and behaves as the word says.',
      every: '15m',
      async run({ projects: [project] }, api) {
        note(api.config.FILE, `tick ${project?.key} begins`)
        await behave(String(project?.settings.word))
        await api.store.get('any', 'row')
        note(api.config.FILE, `tick ${project?.key} ends`)
      },
    },
    survey: {
      title: 'Survey',
      description: 'Writes how many projects there are.',
      every: '1d',
      scope: 'WORKSPACE',
      run: ({ projects }, api) =>
        note(
          api.config.FILE,
          `survey ${projects
            .map(({ key }) => key)
            .sort()
            .join()}`,
        ),
    },
  },
  commands: {
    echo: command({
      title: 'Echo',
      description: 'Says what it was given.',
      needs: 'READ',
      arguments: {
        text: { type: 'text', label: 'Text', isRequired: true, maxLength: 20 },
        count: { type: 'integer', label: 'Count', default: 1, min: 1, max: 3 },
        day: { type: 'date', label: 'Day' },
        size: { type: 'choice', label: 'Size', choices: ['small', 'large'] },
        loud: { type: 'boolean', label: 'Loud', default: false },
        task: { type: 'task', label: 'Task' },
        who: { type: 'actor', label: 'Who' },
      },
      run: ({ arguments: { text, count, day, size, loud, task, who }, projects, actor }) =>
        markdown(
          JSON.stringify({
            text,
            count,
            day,
            size,
            loud,
            task: task?.key,
            who: who?.handle,
            projects: projects.map((p) => p.key),
            actor: actor.handle,
          }),
        ),
    }),
    list: command({
      title: 'List',
      description: 'The open tasks of the projects, from the API.',
      needs: 'READ',
      scope: 'WORKSPACE',
      async run({ projects }, api) {
        const document = 'query ($key: ID!) { project(ref: $key) { tasks(first: 50) { nodes { key title } } } }'
        type Found = { project: { tasks: { nodes: { key: string; title: string }[] } } }
        const found = await Promise.all(projects.map(({ key }) => api.graphql<Found>(document, { key })))
        const rows = found.flatMap(({ project }) => project.tasks.nodes)
        return table(
          [
            { name: 'key', title: 'Key', kind: 'TASK' },
            { name: 'title', title: 'Title' },
          ],
          rows,
          `${rows.length} tasks`,
        )
      },
    }),
    behave: command({
      title: 'Behave',
      description: 'Fails in the way that is named.',
      arguments: { how: { type: 'text', label: 'How', isRequired: true } },
      async run({ arguments: { how } }, api) {
        if (how === 'nonsense') return { html: '<b>' } as never
        await behave(how)
        const value = Number((await api.store.get('runs', 'count')) ?? 0) + 1
        await api.store.set('runs', 'count', value)
        return markdown(`run ${value}`)
      },
    }),
    store: command({
      title: 'Store',
      description: 'Runs one call of the store.',
      needs: 'MANAGE',
      arguments: { call: { type: 'text', label: 'Call', isRequired: true, maxLength: 100_000 } },
      async run({ arguments: { call } }, { store }) {
        const { name, given } = JSON.parse(call) as { name: keyof typeof store; given: never[] }
        return markdown(JSON.stringify((await (store[name] as (...all: never[]) => Promise<unknown>)(...given)) ?? null))
      },
    }),
    environment: command({
      title: 'Environment',
      description: 'What it can read of the process.',
      run: (_, { config }) => markdown(JSON.stringify({ env: process.env, config })),
    }),
  },
})
