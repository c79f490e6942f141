import { hosted, hostedByName, type Hosted } from '#lib/domain/plugin/hosted.ts'
import { meetProjects } from '#lib/domain/plugin/places.ts'
import { registerPlugin } from '#lib/domain/plugin/register.ts'
import type { Api, Plugin } from '../api.ts'
import { readManifest } from '../manifest.ts'

const NO_HANDS = {} as Api

/** A plugin of this process without a thread and without events, for tests of what is done with one. It enters every project there is. */
export async function hostHere({ beforeTaskCreate: _, commands = {}, schedules: ___, ...plugin }: Plugin) {
  const described = Object.fromEntries(Object.entries(commands).map(([name, { run: __, ...command }]) => [name, command]))
  const manifest = readManifest({
    ...plugin,
    timeLimits: {},
    settings: plugin.settings ?? {},
    handlers: [],
    commands: described,
    schedules: {},
  })
  const { actor } = await registerPlugin(manifest)
  await meetProjects({ name: plugin.name, actorId: actor.id })
  if (hostedByName(plugin.name)) return actor
  const one: Hosted = {
    ...{ given: plugin.name, manifest, state: 'RUNNING', error: '', errorAt: null, busy: null },
    command: async (name, request) => commands[name]?.run(request as never, NO_HANDS),
    retry: async () => {},
    refresh: () => {},
  }
  hosted.add(one)
  return actor
}
