import type { Caller } from '#lib/auth/caller.ts'
import { db } from '#lib/db.ts'
import { createAgent } from '#lib/domain/actor/create-agent.ts'
import { createToken } from '#lib/domain/actor/create-token.ts'
import { createProject } from '#lib/domain/project/create.ts'
import { setMember } from '#lib/domain/project/set-member.ts'
import { createPlan } from '#lib/domain/plan/create.ts'
import { AGENTS, RELEASE, TASKS } from './release.ts'

export interface DemoProject {
  id: string
  key: string
}

/** The newest project of the demonstration, with what is left of it. */
export async function findDemo() {
  const projects = await db().project.findMany({
    where: { key: { startsWith: RELEASE.key }, name: RELEASE.name },
    orderBy: { createdAt: 'desc' },
  })
  const [project] = projects
  if (!project) return null
  const open = await db().task.count({
    where: { projectId: project.id, deletedAt: null, status: { in: ['PENDING', 'BLOCKED', 'IN_PROGRESS'] }, assigneeId: null },
  })
  return {
    id: project.id,
    key: project.key,
    open,
    hasPeoplesWork: await hasPeoplesWork(project.key),
    next: `${RELEASE.key}${projects.length + 1}`,
  }
}

/** Whether a person has worked in it through the server; filling it had no address. */
async function hasPeoplesWork(stream: string) {
  const people = await db().actor.findMany({ where: { kind: 'PERSON' }, select: { id: true } })
  const where = { stream, address: { not: null }, actorId: { in: people.map((person) => person.id) } }
  return (await db().event.findFirst({ where, select: { seq: true } })) !== null
}

/** Makes the project with all its tasks in the person's name. */
export async function fill(person: Caller, key: string): Promise<DemoProject> {
  const { project } = await createProject(person, { key, name: RELEASE.name, brief: RELEASE.brief })
  await createPlan(person, {
    project,
    tasks: TASKS.map(({ ref, title, text, skill, tags = [], priority, hours, needs, partOf, criteria, brief, files = [] }) => ({
      ...{ ref, title, priority, criteria, brief, description: text, estimatedHours: hours },
      tags: skill ? [...tags, skill] : tags,
      requiredCapabilities: skill ? [skill] : [],
      assignee: skill ? null : person.handle,
      dependsOn: needs,
      parent: partOf,
      files: files.map((path) => ({ path })),
    })),
  })
  return { id: project, key }
}

/** Registers the agents, or takes those of an earlier run, and gives each a token for a day. */
export async function hireAgents(person: Caller, project: DemoProject) {
  const hired = []
  for (const { handle, name, skills } of AGENTS) {
    const agent = await agentFor(person, handle, name, skills)
    await setMember(person, { project: project.id, actor: agent.id, role: 'MEMBER' })
    const { token, secret } = await createToken(person, {
      ...{ agent: agent.id, name: 'Demonstration', scopes: ['READ', 'WORK', 'PLAN'], projects: [project.id], expiresInDays: 1 },
    })
    hired.push({ handle: agent.handle, skills, token, secret: secret ?? '' })
  }
  return hired
}

async function agentFor(person: Caller, wished: string, name: string, skills: readonly string[]) {
  for (let n = 1; ; n++) {
    const handle = n === 1 ? wished : `${wished}-${n}`
    const there = await db().actor.findUnique({ where: { handle } })
    if (!there) return { id: (await createAgent(person, { handle, name, agentType: 'scripted', capabilities: [...skills] })).agent, handle }
    if (there.agentType === 'scripted' && !there.retiredAt) return { id: there.id, handle }
  }
}
