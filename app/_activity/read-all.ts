import type { ProjectEvent } from './documents.ts'
import { ReadError, readEvents, type PageAsked } from './read-events.ts'

const PAGE = 100
const ATTEMPTS = 5

/** Every page of a filter, one after the other; waits where the server asks for patience. Ends with an AbortError when it is called off. */
export async function* readAll(asked: Omit<PageAsked, 'first' | 'after'>): AsyncGenerator<ProjectEvent[]> {
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readEvents>> = await patiently(() => readEvents({ ...asked, first: PAGE, after }), asked.signal)
    yield page.nodes
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
}

async function patiently<T>(read: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ReadError) || error.retryAfterMs === null || attempt === ATTEMPTS) throw error
      await wait(error.retryAfterMs, signal)
    }
  }
}

function wait(ms: number, signal: AbortSignal | undefined) {
  return new Promise<void>((done, fail) => {
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      fail(signal.reason as Error)
    })
  })
}
