import { Client, createRequest, gql, type Exchange } from '@urql/core'
import { filter, map, pipe } from 'wonka'
import { expect, test } from 'vitest'
import { handedOver } from './handed-over.ts'

const DOCUMENT = gql<{ answer: string }, Record<string, never>>('{ answer }')

function clientWith(handover: ReturnType<typeof handedOver>) {
  const network: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      map((operation) => ({ operation, data: { answer: 'network' }, error: undefined, stale: false, hasNext: false })),
    )
  return new Client({ url: '/graphql', exchanges: [handover.exchange, network], preferGetMethod: false })
}

test('what the server handed over answers once, whatever the request policy, and then the network does', async () => {
  const handover = handedOver()
  const client = clientWith(handover)
  const { key } = createRequest(DOCUMENT, {})
  handover.put(key, { answer: 'server' })
  expect(handover.has(key)).toBe(true)
  const ask = () => client.query(DOCUMENT, {}, { requestPolicy: 'network-only' }).toPromise()
  expect((await ask()).data).toEqual({ answer: 'server' })
  expect(handover.has(key)).toBe(false)
  expect((await ask()).data).toEqual({ answer: 'network' })
})
