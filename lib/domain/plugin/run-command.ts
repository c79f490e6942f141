import { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors.ts'
import { write } from '#lib/write.ts'
import type { ActorRef, CommandRequest, TaskRef } from '#lib/plugins/api.ts'
import type { CommandManifest, Manifest } from '#lib/plugins/manifest.ts'
import { roleIn, rolesIn, visibleProjectIds } from '../access.ts'
import { findActor } from '../actor/queries.ts'
import { wasDone } from '../gates.ts'
import { idempotencyKey, parse, ref } from '../input.ts'
import { ProjectArchivedError } from '../project/errors.ts'
import { locateProject } from '../project/locate.ts'
import { taskByRef } from '../task/locate.ts'
import type { ProjectRow } from '../task/types.ts'
import { PluginFailedError } from './errors.ts'
import { hostedByName, type Hosted } from './hosted.ts'
import { placesOf, projectRefs } from './places.ts'
import { locatePlugin } from './locate.ts'
import { mayRunCommand, requireRunCommand } from './policy.ts'
import { taskRefs } from './refs.ts'
import { readResult } from './result.ts'
import { readValues } from './values.ts'

const schema = z.object({ plugin: ref, command: ref, project: ref.nullish(), arguments: z.unknown().optional(), idempotencyKey })

/**
 * Runs a command of a plugin and answers what it says. The command itself runs outside of any transaction; with an idempotency key
 * its answer is stored and given again. What it does, it does as the plugin's agent.
 */
export async function runPluginCommand(caller: Caller, input: z.input<typeof schema>) {
  const { idempotencyKey: key, ...given } = parse(schema, input)
  const project = given.project ? await locateProject(caller, given.project) : null
  const asked = { ...given, project: project?.id ?? null }
  const act = { name: 'runPluginCommand', input: asked, idempotencyKey: key, gate: project ? [project.id] : [] }
  return once(key ? `${caller.actorId} ${key}` : null, async () => {
    const done = (await wasDone(caller, key)) ? null : await run(caller, locateCommand(given), project, given.arguments)
    return write(caller, act, async (w) => {
      if (!done) throw new PluginFailedError(given.plugin, 'its answer is kept no more')
      if (done.needs !== 'READ' && project)
        w.event({ action: 'PLUGIN_COMMAND_RUN', projectId: project.id, data: { plugin: given.plugin, command: given.command } })
      return { plugin: given.plugin, command: given.command, result: JSON.stringify(done.result) }
    })
  })
}

interface Located {
  plugin: Hosted
  manifest: Manifest
  command: string
  definition: CommandManifest
}

function locateCommand({ plugin: name, command }: { plugin: string; command: string }): Located {
  const plugin = hostedByName(name)
  if (!plugin?.manifest) throw new NotFoundError('plugin', name)
  const definition = plugin.manifest.commands[command]
  if (!definition) throw new NotFoundError('command', `${name} ${command}`)
  return { plugin, manifest: plugin.manifest, command, definition }
}

async function requireCommand(caller: Caller, { needs, scope }: CommandManifest, project: ProjectRow | null) {
  const fault = (message: string) => new InvalidInputError([{ field: 'project', message }])
  if (scope === 'WORKSPACE' && project) throw fault('is not for this command, which looks at the whole workspace')
  if (scope === 'WORKSPACE') return
  if (!project) throw fault('must be named: this command looks at one project')
  requireRunCommand(needs, { role: await roleIn(caller, project.id), scopes: caller.scopes })
  if (needs !== 'READ' && project.status === 'ARCHIVED') throw new ProjectArchivedError(project.key)
}

/** One run at a time under one key, so that a repeated request does not run it again while it runs. */
const running = new Map<string, Promise<unknown>>()
async function once<T>(key: string | null, run: () => Promise<T>): Promise<T> {
  if (key === null) return run()
  await running.get(key)?.catch(() => {})
  const result = run()
  running.set(key, result)
  try {
    return await result
  } finally {
    if (running.get(key) === result) running.delete(key)
  }
}

async function run(caller: Caller, { plugin, manifest, command, definition }: Located, project: ProjectRow | null, given: unknown) {
  await requireCommand(caller, definition, project)
  const projects = await projectsFor(caller, manifest, definition, project)
  const values = readValues(definition.arguments, given, 'arguments')
  const request: CommandRequest = {
    arguments: await withRefs(caller, definition, values, [...projects.keys()]),
    projects: [...projects.values()],
    actor: { id: caller.actorId, handle: caller.handle, kind: caller.kind },
    role: project && (await roleIn(caller, project.id)),
    now: new Date().toISOString(),
  }
  try {
    return { result: readResult(await plugin.command(command, request)), needs: definition.needs }
  } catch (error) {
    throw new PluginFailedError(manifest.name, error instanceof Error ? error.message : String(error))
  }
}

/** Where the plugin is on and the caller may do this. */
async function projectsFor(caller: Caller, manifest: Manifest, { needs }: CommandManifest, project: ProjectRow | null) {
  const { actorId } = await locatePlugin(manifest.name)
  const visible = project ? [project.id] : await visibleProjectIds(caller)
  const places = await placesOf({ name: manifest.name, actorId }, visible ?? undefined)
  if (project && !places.has(project.id)) throw new ForbiddenError(`the plugin ${manifest.name} is off in ${project.key}`)
  const roles = await rolesIn(caller, [...places.keys()])
  const own = [...places].filter(([id]) => mayRunCommand(needs, { role: roles.get(id) ?? null, scopes: caller.scopes }))
  if (!project && !own.length) requireRunCommand(needs, { role: null, scopes: caller.scopes })
  return projectRefs(new Map(own), manifest.settings)
}

/** Tasks and actors that are named become what the plugin sees of them. */
async function withRefs(caller: Caller, { arguments: spec }: CommandManifest, values: ReturnType<typeof readValues>, projectIds: string[]) {
  const filled: Record<string, unknown> = { ...values }
  const faults: { field: string; message: string }[] = []
  for (const [name, { type }] of Object.entries(spec)) {
    const value = values[name]
    if (value === undefined || (type !== 'task' && type !== 'actor')) continue
    const found = type === 'task' ? await taskFor(String(value), projectIds) : await actorFor(caller, String(value))
    if (found) filled[name] = found
    else faults.push({ field: `arguments.${name}`, message: `there is no ${type} "${value}" that you can see here` })
  }
  if (faults.length) throw new InvalidInputError(faults)
  return filled as CommandRequest['arguments']
}

async function taskFor(given: string, projectIds: string[]): Promise<TaskRef | null> {
  const row = await taskByRef(db(), given)
  if (!row || !projectIds.includes(row.projectId)) return null
  const task = (await taskRefs([row.id])).get(row.id)
  return task && !task.isDeleted ? task : null
}

async function actorFor(caller: Caller, given: string): Promise<ActorRef | null> {
  const row = await findActor(caller, given)
  return row && { id: row.id, handle: row.handle, kind: row.kind }
}
