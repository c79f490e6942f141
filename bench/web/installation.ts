import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#lib/commands/sources.mjs'

export const ADMIN = { handle: 'ines', email: 'ines@example.test', password: 'correct horse battery staple' }
const A_PLAN = 500
const LONG = 'LONG'

/** An administrator, the real tasks as BEADS, and a project of `count` tasks made through the API, as an agent makes them. */
export async function install(url: string, folder: string, data: string, count: number) {
  const command = (...args: string[]) => {
    const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', PUBLIC_URL: url }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], { cwd: root, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr || stdout}`)
    return stdout
  }
  const admin = join(root, 'lib/commands/admin.ts')
  command(admin, 'person', 'create', ADMIN.handle, ADMIN.email, '--admin', '--password', ADMIN.password)
  command(join(root, 'lib/commands/import.ts'), 'beads', data, '--project', 'BEADS', '--create-project', 'Beads')
  command(admin, 'project', 'create', LONG, 'A long list')
  const token = /to_\S+/.exec(command(admin, 'agent', 'register', 'planner', '--project', LONG, '--project', 'BEADS'))?.[0] ?? ''
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    return (await response.json()) as { data: { project: { counts: { total: number }; tasks: { nodes: { key: string }[] } } } }
  }
  for (let made = 0; made < count; made += A_PLAN) {
    const tasks = Array.from({ length: Math.min(A_PLAN, count - made) }, (_, i) => ({
      title: `Task ${made + i + 1} of a long list`,
      priority: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'][i % 4],
      ...(i % 5 === 4 && { dependsOn: [`#${i}`] }),
    }))
    await ask('mutation ($input: CreatePlanInput!) { createPlan(input: $input) { __typename } }', { input: { project: LONG, tasks } })
  }
  const { data: read } = await ask('query ($ref: ID!) { project(ref: $ref) { counts { total } tasks(first: 1) { nodes { key } } } }', {
    ref: 'BEADS',
  })
  return { tasks: read.project.counts.total, longKey: LONG, firstTask: read.project.tasks.nodes[0]?.key ?? '' }
}
