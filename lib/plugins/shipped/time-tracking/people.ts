import type { ActorRef, Api } from 'task-orchestrator/plugin'

const ACTORS = `query Actors { actors(includeRetired: true) { id handle kind } }`

/** Everybody by id, also who left: their time stays. */
export async function everybody(api: Api): Promise<Map<string, ActorRef>> {
  const { actors } = await api.graphql<{ actors: ActorRef[] }>(ACTORS)
  return new Map(actors.map((actor) => [actor.id, actor]))
}
