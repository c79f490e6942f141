import type { Tally } from './client.ts'
import type { Job } from './protocol.ts'
import { act } from './request.ts'

/** Sends each call once, so many at a time, and logs what came back under its key. */
export async function copies({ calls, lanes }: Extract<Job, { kind: 'copies' }>, tally: Tally): Promise<void> {
  const queue = [...calls]
  const lane = async () => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      const { copy, url, token, name, input } = call
      const answer = await act(url, token, name, input)
      tally.take(answer, ({ replayed = false, ...rest }) => [{ fact: 'answered', copy, replayed, answer: JSON.stringify(rest) }])
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
