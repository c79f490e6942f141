// A process that works as agents do: each claims the next task, completes it, and so on until nothing is left. It is told how over its channel.
import { Agent, request } from 'node:http'

export interface Crew {
  agents: { url: string; token: string }[]
  project: string
  /** The published documents of the two acts. */
  claim: string
  complete: string
}

export interface Work {
  /** Milliseconds that each claim took which found a task at once, and each completion. */
  claims: number[]
  completions: number[]
  /** How often each answer came that was no success. */
  others: Record<string, number>
  /** What no agent should ever see. */
  faults: string[]
}

interface Answer {
  status: number
  data?: Record<string, Member>
  errors?: { message: string }[]
}
interface Member {
  __typename: string
  message?: string
  fence?: number
  package?: { key: string }
}

const WAIT_SECONDS = 5

async function run({ agents, project, claim, complete }: Crew): Promise<Work> {
  const work: Work = { claims: [], completions: [], others: {}, faults: [] }
  const keepAlive = new Agent({ keepAlive: true, maxSockets: agents.length })
  const loop = async ({ url, token }: Crew['agents'][number]) => {
    for (let wait = 0; ;) {
      const asked = performance.now()
      const found = await send(`${url}/graphql`, token, claim, { project, wait }, keepAlive)
      if (found?.__typename === 'NothingReady') {
        work.others['NothingReady'] = (work.others['NothingReady'] ?? 0) + 1
        if (found.message?.includes('There is no open task.')) return
        wait = WAIT_SECONDS
        continue
      }
      if (!found?.package) return void work.faults.push(JSON.stringify(found))
      if (wait === 0) work.claims.push(performance.now() - asked)
      wait = 0
      const began = performance.now()
      const input = { task: found.package.key, fence: found.fence, summary: 'Done.' }
      const done = await send(`${url}/graphql`, token, complete, input, keepAlive)
      if (done?.__typename !== 'CompleteTaskSuccess') return void work.faults.push(JSON.stringify(done))
      work.completions.push(performance.now() - began)
    }
  }
  await Promise.all(agents.map((agent) => loop(agent).catch((error: unknown) => void work.faults.push(String(error)))))
  keepAlive.destroy()
  return work
}

/** One mutation: the member of its union that came. Throws when anything else comes. */
async function send(url: string, token: string, query: string, input: object, agent: Agent): Promise<Member | undefined> {
  const body = JSON.stringify({ query, variables: { input } })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${token}` }
  const { status, data, errors } = await new Promise<Answer>((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ ...(JSON.parse(text) as object), status: response.statusCode ?? 0 }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
  if (status !== 200 || errors?.length || !data) throw new Error(`${status} ${errors?.[0]?.message}`)
  return Object.values(data)[0]
}

process.on('message', (crew: Crew) => void run(crew).then((work) => process.send?.(work)))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
