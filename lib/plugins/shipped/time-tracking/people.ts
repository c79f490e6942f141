import type { ActorRef, Api, CommandRequest } from 'task-orchestrator/plugin'

const ACTORS = `query Actors { actors(includeRetired: true) { id handle kind } }`
const MEMBERS = `query Members($project: ID!) { project(ref: $project) { members { role actor { id } } } }`

/** Everybody by id, also who left: their time stays. */
export async function everybody(api: Api): Promise<Map<string, ActorRef>> {
  const { actors } = await api.graphql<{ actors: ActorRef[] }>(ACTORS)
  return new Map(actors.map((actor) => [actor.id, actor]))
}

export async function isOwner(api: Api, { actor, projects }: Pick<CommandRequest, 'actor' | 'projects'>): Promise<boolean> {
  const { project } = await api.graphql<{ project: { members: { role: string; actor: { id: string } }[] } | null }>(MEMBERS, {
    project: projects[0]?.id,
  })
  return project?.members.some((member) => member.role === 'OWNER' && member.actor.id === actor.id) ?? false
}
