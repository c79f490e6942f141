import { vi } from 'vitest'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { runPluginCommand } from '#lib/domain/plugin/run-command.ts'
import { setPluginInProject } from '#lib/domain/plugin/set-in-project.ts'
import type { CommandResult } from '#lib/domain/plugin/result.ts'
import { hostPlugins } from '../host.ts'
import { api } from '#graphql/testing.ts'

/** A plugin that comes along, in its own thread as in production, with the API beside it. */
export async function openPlugin(plugin: string, variables: Record<string, string> = {}) {
  const host = hostPlugins({ plugins: [plugin], run: api.run, variables, clockMs: 50, restartMs: 10, retryMs: 10 })
  await host.settled()
  return {
    stop: host.stop,
    set: (owner: Caller, project: { id: string }, settings: Record<string, unknown>) =>
      setPluginInProject(owner, { plugin, project: project.id, settings }),
    /** Runs a command and answers its Markdown, or its rows by the names of their columns. */
    async run(caller: Caller, command: string, project: { id: string } | null, given: Record<string, unknown> = {}) {
      const { result } = await runPluginCommand(caller, { plugin, command, project: project?.id, arguments: given })
      const { markdown, table } = JSON.parse(result) as CommandResult
      const rows = table?.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at] ?? null])))
      return { markdown, rows: rows ?? [] }
    },
    /** When it has seen all that happened in the project. */
    caughtUp: ({ key, id }: { key: string; id: string }) =>
      vi.waitFor(
        async () => {
          const cursor = await db().deliveryCursor.findUnique({ where: { consumer_stream: { consumer: `plugin:${plugin}`, stream: key } } })
          const { seq } = await db().project.findUniqueOrThrow({ where: { id } })
          if (cursor?.seq !== seq) throw new Error(`${plugin} has seen ${cursor?.seq ?? 'none'} of ${seq} events of ${key}`)
        },
        { timeout: 20_000, interval: 20 },
      ),
  }
}
