import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { createApi } from '#graphql/yoga.ts'
import { hostPlugins } from '../host.ts'

export const PROBE = join(import.meta.dirname, 'probe.ts')

const DAWDLES = /"how":"(hangs|sleeps)"|"tasks":\[{"title":"before (hangs|sleeps)|"title":"after it hangs|^{"schedule".*"word":"hangs/

/** Hosts plugins (the probe, unless others are named) in this process, with short pauses. `heard` are the lines that the probe wrote. */
export async function openHost(plugins: readonly string[] = [PROBE], file = join(tmpdir(), `probe-${randomBytes(6).toString('hex')}`)) {
  const api = createApi({ ratePerSecond: 1_000_000 })
  const host = hostPlugins({
    plugins,
    run: api.run,
    variables: { PLUGIN_PROBE_FILE: file, PLUGIN_OTHER_FILE: 'x' },
    clockMs: 20,
    restartMs: 20,
    retryMs: 20,
    limitOf: (call) => limitOf(JSON.stringify(call)),
  })
  await host.settled()
  return { ...host, file, heard: () => linesOf(file) }
}

/** What is told to go on for ever has little time; anything else as much as a busy machine may need. */
function limitOf(call: string) {
  if (DAWDLES.test(call)) return 400
  // Long enough for others to do something beside it.
  return call.includes('"what":"asks"') ? 5_000 : 60_000
}

export const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])

/** Looks until it is so. */
export async function until<T>(look: () => T | Promise<T>, withinMs = 20_000): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`It was not so within ${withinMs} ms: ${look.toString()}`)
    await passed(10)
  }
}
