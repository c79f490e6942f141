import type { Caller } from '#lib/auth/caller.ts'
import { agent, member, person, project, task } from '#lib/testing/builders.ts'
import type { ProjectRow, TaskRow } from './refs.ts'

/** Who and what the acts find: an OWNER and admin, a MEMBER, their project, and in it a fresh agent of hers and a fresh ready task. */
export interface Stage {
  ann: Caller
  bob: Caller
  bot: Caller
  web: ProjectRow
  one: TaskRow
}

/** Each act gets its own `one` and `bot`; call `fresh` before it. */
export async function openStage() {
  const ann = await person({ isAdmin: true })
  const web = await project(ann)
  const bob = await member(ann, web)
  return {
    fresh: async (): Promise<Stage> => ({ ann, bob, bot: await agent(ann, { project: web }), web, one: await task(ann, web) }),
  }
}

type Prepared = [by: Caller, input: Record<string, unknown>, select: string, expected: object]

/** Mutations by name, each with an input that succeeds, what to select, and what is expected of it. */
export type Acts = Record<string, (stage: Stage) => Promise<Prepared>>
