// A table brought in as a browser does it: uploaded, checked, applied, while the memory of the import's own process is watched.
import { openAsBlob, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { linesOf } from '#lib/transfer/lines.ts'

const WATCH_MS = 100
/** Each question reads the row with its report, which is garbage of the server's that no screen makes. */
const ASK_EVERY = 20

interface Site {
  origin: string
  authorization: string
  pid: number
}

/** Answers how long checking and applying took, and the most that a process of an import held. */
export async function importByUpload(site: Site, file: string, project: string) {
  const answer = await fetch(`${site.origin}/files/import?name=tasks.csv`, {
    method: 'POST',
    body: await openAsBlob(file),
    headers: { authorization: site.authorization },
  })
  const { import: id } = (await answer.json()) as { import: string }
  let rss = 0
  const until = async (state: string) => {
    for (let round = 1; ; round++) {
      for (const child of childrenOf(site.pid)) rss = Math.max(rss, await highestRss(child))
      await pause(WATCH_MS)
      if (round % ASK_EVERY) continue
      const found = await ask<{ import: { state: string; error: string } }>(site, `query($id: ID!) { import(id: $id) { state error } }`, {
        id,
      })
      if (found.import.state === state) return
      if (found.import.state === 'FAILED') throw new Error(found.import.error)
    }
  }
  const begun = performance.now()
  await ask(site, `mutation($input: CheckImportInput!) { checkImport(input: $input) { __typename ... on Error { message } } }`, {
    input: { import: id, project, newProjectName: 'Uploaded' },
  })
  await until('CHECKED')
  const checked = performance.now()
  await ask(site, `mutation($input: ApplyImportInput!) { applyImport(input: $input) { __typename ... on Error { message } } }`, {
    input: { import: id },
  })
  await until('DONE')
  return { checkMs: checked - begun, applyMs: performance.now() - checked, rss }
}

async function ask<T>({ origin, authorization }: Site, query: string, variables: object): Promise<T> {
  const headers = { authorization, 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  const { data, errors } = (await answer.json()) as { data: T; errors?: { message: string }[] }
  if (errors?.[0]) throw new Error(errors[0].message)
  return data
}

const childrenOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    try {
      return readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    } catch {
      return []
    }
  })

/** The most memory that a process has held, by the system's word; 0 when it is gone. */
export async function highestRss(pid: number) {
  try {
    for await (const line of linesOf(`/proc/${pid}/status`)) {
      const found = /^VmHWM:\s+(\d+) kB/.exec(line.toString())
      if (found) return Number(found[1]) * 1024
    }
  } catch {
    // It has ended.
  }
  return 0
}
