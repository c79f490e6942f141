// A plugin for tests that takes more than it is given.
import { command, definePlugin, type Api, type Markdown } from 'task-orchestrator/plugin'

const ASK = '{ workspace { name } }'
const WHAT: Record<string, (api: Api) => unknown> = {
  nothing: () => ({ markdown: 'well' }),
  circular() {
    const one: Record<string, unknown> = {}
    one.self = one
    return one
  },
  huge: () => ({ markdown: 'x'.repeat(50_000_000) }),
  unclonable: () => ({ markdown: () => 'never' }),
  stores: (api) => api.store.set('any', 'row', 'x'.repeat(50_000_000)),
  logs(api) {
    for (let i = 0; i < 50_000; i++) api.log(`${i} ${'x'.repeat(1_000)}`)
    return { markdown: 'well' }
  },
  prints() {
    for (let i = 0; i < 20_000; i++) process.stdout.write(`${i} ${'x'.repeat(1_000)}\n`)
    process.stdout.write('x'.repeat(5_000_000))
    return { markdown: 'well' }
  },
  async asks(api) {
    const rows = Array.from({ length: 1_000 }, (_, i) => ({ collection: 'flood', key: String(i), value: 'x'.repeat(1_000) }))
    const store = async () => {
      for (;;) await api.store.write(rows)
    }
    const ask = async () => {
      for (;;) await api.graphql(ASK).catch(() => {})
    }
    await Promise.all([store(), ask(), ...Array.from({ length: 30_000 }, () => api.graphql(ASK).catch(() => {}))])
  },
  timers() {
    for (let i = 0; i < 10_000; i++) setInterval(() => {}, 1)
    return { markdown: 'well' }
  },
  heap() {
    for (const all: object[] = []; ;) all.push(Array.from({ length: 100_000 }, () => ({})))
  },
  buffers() {
    for (const all: Buffer[] = []; ;) all.push(Buffer.alloc(20_000_000, 1))
  },
}

export default definePlugin({
  name: 'greedy',
  version: '1.0.0',
  api: '1.0',
  commands: {
    take: command({
      title: 'Take',
      description: 'Takes what is named.',
      arguments: { what: { type: 'choice', label: 'What', choices: Object.keys(WHAT), isRequired: true } },
      run: ({ arguments: { what } }, api) => WHAT[what]?.(api) as Markdown,
    }),
  },
})
