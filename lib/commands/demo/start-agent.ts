import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

export interface AgentStart {
  url: string
  /** The project's key. */
  project: string
  handle: string
  token: string
  /** The shortest and the longest pause between two acts. */
  thinkMs?: readonly [number, number]
  stdio: 'inherit' | 'pipe' | 'ignore'
}

/** Starts a scripted agent as a process of its own, which is told nothing but what any agent is told. */
export function startAgent({ url, project, handle, token, thinkMs = [2000, 8000], stdio }: AgentStart): ChildProcess {
  const variables = { DEMO_URL: url, DEMO_PROJECT: project, DEMO_HANDLE: handle, DEMO_TOKEN: token, DEMO_THINK: thinkMs.join() }
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'agent.ts')], {
    stdio: ['ignore', stdio, stdio === 'pipe' ? 'inherit' : stdio, 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: env().NODE_ENV, ...variables },
  })
}
