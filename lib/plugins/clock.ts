import { placesOf, projectRefs } from '#lib/domain/plugin/places.ts'
import { dueAt, keepScheduleRun, scheduleRows } from '#lib/domain/plugin/schedules.ts'
import { log } from '#lib/log.ts'
import type { ProjectRef, ScheduleRequest } from './api.ts'
import { PluginFault } from './plugin-thread.ts'
import type { Runner } from './runner.ts'

const LATER_MS = 60_000
/** Another call took the thread with it, or the plugin is being started. */
const SOON_MS = 1_000

interface Due {
  name: string
  projectId: string | null
  projects: ProjectRef[]
  failures: number
}

/** Does what a plugin does by the clock, one run after another, for as long as this process has the lease. */
export class Clock {
  constructor(private readonly runner: Runner) {}

  /** Answers in how many milliseconds something will be due. */
  run = async (signal: AbortSignal): Promise<number> => {
    const plugin = this.runner.manifest?.name
    if (plugin === undefined || Object.keys(this.runner.manifest?.schedules ?? {}).length === 0) return LATER_MS
    const { due, nextAt } = await this.#look()
    for (const one of due) {
      if (signal.aborted || this.runner.state !== 'RUNNING') return SOON_MS
      const error = await this.#once(one)
      // It was cut short: whoever has the lease then runs it again.
      if (error === null || signal.aborted) return SOON_MS
      await keepScheduleRun(plugin, one, { error, failures: error ? one.failures + 1 : 0 })
    }
    return due.length ? 0 : Math.max(nextAt - Date.now(), SOON_MS)
  }

  async #look() {
    const { manifest, actor } = this.runner
    const due: Due[] = []
    let nextAt = Date.now() + LATER_MS
    if (!manifest || !actor) return { due, nextAt }
    const places = await projectRefs(await placesOf({ name: manifest.name, actorId: actor.id }), manifest.settings)
    const rows = (await scheduleRows([manifest.name])).get(manifest.name) ?? []
    for (const [name, definition] of Object.entries(manifest.schedules)) {
      const all = [...places.values()]
      const targets =
        definition.scope === 'WORKSPACE' ? [{ projectId: null, projects: all }] : all.map((one) => ({ projectId: one.id, projects: [one] }))
      for (const target of targets) {
        const row = rows.find((one) => one.name === name && one.projectId === target.projectId)
        const at = dueAt(definition, row)
        if (at <= Date.now()) due.push({ name, ...target, failures: row?.failures ?? 0 })
        else nextAt = Math.min(nextAt, at)
      }
    }
    return { due, nextAt }
  }

  /** Answers what went wrong, an empty text when nothing did, and null when it was not this run's fault. */
  async #once({ name, projects }: Due): Promise<string | null> {
    const request: ScheduleRequest = { projects, now: new Date().toISOString() }
    try {
      await this.runner.scheduled(name, request)
      return ''
    } catch (error) {
      if (!(error instanceof PluginFault)) throw error
      if (!error.isOwn) return null
      log.warn(
        { plugin: this.runner.given, schedule: name, project: projects.length === 1 ? projects[0]?.key : undefined, fault: error.message },
        'a schedule of a plugin failed',
      )
      return error.message || 'it failed without a word'
    }
  }
}
