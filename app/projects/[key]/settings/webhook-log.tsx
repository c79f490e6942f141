'use client'
import { useQueryStates } from 'nuqs'
import { useEffect, useEffectEvent, useState } from 'react'
import { useQuery } from 'urql'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { ACTION } from '#app/_activity/words.ts'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Key } from '#app/_ui/list.tsx'
import { ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { address, LOGS } from './address.ts'
import { DeliveriesDocument, MessageDocument, RedeliverWebhookDocument, type Delivery, type Webhook } from './webhook-documents.ts'

const PAGE = 20
const MOST = 100
const LOOK_AGAIN_MS = 2_000
/** The first attempts follow each other within minutes; later ones are not waited for. */
const SOON_ATTEMPTS = 4

interface Props {
  webhook: Webhook
  /** Another number: something may have been sent. */
  turn: number
  /** What was sent may have changed how the webhook is. */
  onLook: () => void
}

/** Which deliveries the logs show, in all webhooks of the page alike. */
export function LogFilter() {
  const [{ log }, setAddress] = useQueryStates(address, { history: 'replace' })
  return (
    <div className="views flex flex-wrap items-center gap-1" role="group" aria-label="Deliveries to show">
      <span className="mr-1 text-ink-2 max-sm:sr-only">Deliveries</span>
      <button type="button" aria-pressed={log === null} onClick={() => void setAddress({ log: null })}>
        All
      </button>
      {LOGS.map(({ id, word }) => (
        <button key={id} type="button" aria-pressed={log === id} onClick={() => void setAddress({ log: id })}>
          {word}
        </button>
      ))}
    </div>
  )
}

/** What was sent to a webhook, newest first; it looks again while something waits. */
export function WebhookLog({ webhook, turn, onLook }: Props) {
  const [asked] = useQueryStates(address)
  const filter = LOGS.find(({ id }) => id === asked.log)
  const [first, setFirst] = useState(PAGE)
  const [shown, setShown] = useState<Delivery | null>(null)
  const redeliver = useAct(RedeliverWebhookDocument)
  const [{ data, error }, read] = useQuery({
    query: DeliveriesDocument,
    variables: { webhook: webhook.id, first, state: filter?.state ?? null },
    requestPolicy: 'network-only',
  })
  const log = data?.node && 'deliveries' in data.node ? data.node.deliveries : null
  const isWaiting = log?.nodes.some((one) => isSoon(one, webhook)) ?? false
  const look = useEffectEvent(() => {
    read({ requestPolicy: 'network-only' })
    onLook()
  })
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => look(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isWaiting])
  useEffect(() => {
    if (turn > 0) read({ requestPolicy: 'network-only' })
  }, [turn, read])

  async function again({ id }: Delivery) {
    const result = unlessRefused(await redeliver({ webhook: webhook.id, deliveries: [id] }))
    if (result) tell('Sent again')
    read({ requestPolicy: 'network-only' })
  }
  if (error && !log) return <ErrorState title="The log did not load.">{error.message}</ErrorState>
  if (!log) return <Skeleton rows={3} label="Loading the log" />
  if (log.nodes.length === 0)
    return <p className="px-(--pad-x) py-2.5 text-ink-2">{filter?.none ?? 'Nothing was sent in the last 30 days.'}</p>
  return (
    <>
      <ul aria-label="Deliveries">
        {log.nodes.map((one) => (
          <li
            key={one.id}
            className="grid min-h-10 grid-cols-[7rem_minmax(0,1fr)_minmax(0,1.4fr)_4rem_12rem] items-center gap-x-4 border-b border-joint bg-plate px-(--pad-x) py-1.5 last:border-0 max-wide:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className={one.state === 'FAILED' ? 'text-stop-ink' : one.state === 'DELIVERED' ? '' : 'text-ink-2'}>{stateOf(one)}</span>
            <span className="min-w-0 [overflow-wrap:anywhere] max-wide:col-start-1">
              {wordOf(one.action)} {one.event?.taskKey && <Key>{one.event.taskKey}</Key>}
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere] text-ink-2 max-wide:col-start-1">{wordsOf(one)}</span>
            <span className="text-ink-3 max-wide:col-start-1">
              <Ago at={one.lastAttemptAt ?? one.createdAt} />
            </span>
            <span className="flex justify-end gap-1 max-wide:col-start-2 max-wide:row-span-4 max-wide:row-start-1 max-wide:flex-col">
              <Button
                variant="bare"
                aria-label={`Message of ${wordOf(one.action)} ${one.event?.taskKey ?? ''}`}
                onPress={() => setShown(one)}
              >
                Message
              </Button>
              {one.state !== 'PENDING' && webhook.isEnabled && (
                <Button
                  variant="bare"
                  aria-label={`Send ${wordOf(one.action)} ${one.event?.taskKey ?? ''} again`}
                  onPress={() => void again(one)}
                >
                  Send again
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {log.pageInfo.hasNextPage && first < MOST && (
        <div className="px-(--pad-x) py-2">
          <Button onPress={() => setFirst(MOST)}>Show older</Button>
        </div>
      )}
      {shown && <Message delivery={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function Message({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const [{ data, error }] = useQuery({ query: MessageDocument, variables: { delivery: delivery.id }, requestPolicy: 'network-only' })
  return (
    <Dialog title="Message" isOpen onClose={onClose} wide>
      <p className={delivery.state === 'FAILED' ? 'text-stop-ink' : 'text-ink-2'}>
        {stateOf(delivery)}
        {wordsOf(delivery) && `: ${wordsOf(delivery)}`}
      </p>
      {!data && !error && <Skeleton rows={4} label="Loading the message" />}
      {data && (
        <pre
          tabIndex={0}
          role="region"
          aria-label="Message"
          className="mono max-h-80 overflow-auto whitespace-pre border border-joint bg-well p-3 select-text"
        >
          {data.webhookMessage ? JSON.stringify(JSON.parse(data.webhookMessage), null, 2) : 'Its event is gone.'}
        </pre>
      )}
      {error && <p className="text-stop-ink">{error.message}</p>}
      {delivery.answer && (
        <>
          <h3>Answer</h3>
          <pre
            tabIndex={0}
            role="region"
            aria-label="Answer"
            className="mono max-h-40 overflow-auto whitespace-pre-wrap [overflow-wrap:anywhere] border border-joint bg-well p-3 select-text"
          >
            {delivery.answer}
          </pre>
        </>
      )}
    </Dialog>
  )
}

const WORDS = new Map(Object.entries(ACTION).map(([action, { word }]) => [action, word]))
const wordOf = (action: string) => WORDS.get(action) ?? 'test'

const isSoon = ({ state, attempts, action }: Delivery, { isEnabled }: Webhook) =>
  state === 'PENDING' && attempts < SOON_ATTEMPTS && (isEnabled || action === 'PING')

function stateOf({ state, attempts }: Delivery) {
  if (state !== 'PENDING') return state === 'DELIVERED' ? 'Delivered' : 'Failed'
  return attempts > 0 ? 'Trying again' : 'Waiting'
}

/** What came of the last attempt, and when the next is. */
function wordsOf({ state, attempts, status, error, durationMs, nextAttemptAt }: Delivery) {
  const parts = [
    state === 'DELIVERED' ? `answered ${status}` : error.replace(/\.$/, ''),
    attempts > 1 ? `${attempts} attempts` : '',
    state === 'DELIVERED' && durationMs !== null ? `${durationMs} ms` : '',
    state === 'PENDING' && attempts > 0 && nextAttemptAt ? `next at ${nextAttemptAt.slice(11, 16)} UTC` : '',
  ]
  return parts.filter(Boolean).join(', ')
}
