'use client'
import { useState } from 'react'
import { useQuery } from 'urql'
import { choiceWords, PROJECT_GROUPS } from '#app/_activity/groups.ts'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { useReread } from '#app/_graphql/use-reread.ts'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { Call, EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import type { Project } from './documents.ts'
import {
  DeleteWebhookDocument,
  RotateWebhookSecretDocument,
  TestWebhookDocument,
  UpdateWebhookDocument,
  WebhooksDocument,
  type Webhook,
} from './webhook-documents.ts'
import { WebhookForm } from './webhook-form.tsx'
import { LogFilter, WebhookLog } from './webhook-log.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

const REREAD_MS = 2_000

type Asking = { act: 'new' } | { act: 'change' | 'delete' | 'rotate' | 'resume'; webhook: Webhook }

/** Addresses that hear of what happens in the project. */
export function Webhooks({ project }: { project: Project }) {
  const [{ data, error }, read] = useQuery({
    query: WebhooksDocument,
    variables: { project: project.id },
    requestPolicy: 'cache-and-network',
  })
  const [asking, setAsking] = useState<Asking | null>(null)
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null)
  const update = useAct(UpdateWebhookDocument)
  const remove = useAct(DeleteWebhookDocument)
  const rotate = useAct(RotateWebhookSecretDocument)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const close = () => setAsking(null)
  const [events, setEvents] = useState(0)
  useReread(
    project.id,
    () => {
      setEvents((count) => count + 1)
      readAgain()
    },
    REREAD_MS,
  )

  if (!project.viewerCan.includes('MANAGE_WEBHOOKS')) return null
  if (!data && error)
    return (
      <ErrorState title="The webhooks did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
        {error.message}
      </ErrorState>
    )
  if (!data) return <Skeleton rows={3} label="Loading webhooks" />
  const webhooks = data.project?.webhooks ?? []

  async function turn(webhook: Webhook, isEnabled: boolean, catchUp = false) {
    const result = await update({ webhook: webhook.id, isEnabled, catchUp })
    readAgain()
    if (result && result.__typename !== 'UpdateWebhookSuccess') refuseBecause(result)
    if (result?.__typename !== 'UpdateWebhookSuccess') return false
    if (isEnabled) tell('Webhook switched on')
    // With catchUp nothing is missed.
    else tell('Webhook switched off', { action: { word: 'Undo', run: () => void turn(webhook, true, true) } })
    return true
  }
  async function end(webhook: Webhook) {
    const result = await remove({ webhook: webhook.id })
    readAgain()
    if (result && result.__typename !== 'DeleteWebhookSuccess') refuseBecause(result)
    return result?.__typename === 'DeleteWebhookSuccess'
  }
  async function renew(webhook: Webhook) {
    const result = await rotate({ webhook: webhook.id })
    readAgain()
    if (result && result.__typename !== 'RotateWebhookSecretSuccess') refuseBecause(result)
    if (result?.__typename !== 'RotateWebhookSecretSuccess') return false
    if (result.secret) setSecret({ name: nameOf(webhook), secret: result.secret })
    return true
  }
  const add = (
    <Button variant="primary" icon="plus" onPress={() => setAsking({ act: 'new' })}>
      Add webhook
    </Button>
  )
  return (
    <>
      {webhooks.length === 0 ? (
        <EmptyState title="Nothing is told outside." actions={add}>
          A webhook posts what happens here to an address of yours, signed and at least once.{' '}
          <DocsLink page="webhooks">How to receive it</DocsLink>
        </EmptyState>
      ) : (
        <>
          <div className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-joint px-(--pad-x) py-1.5">
            <LogFilter />
            <span className="flex-1" />
            {add}
          </div>
          {webhooks.map((webhook) => (
            <Part key={webhook.id} webhook={webhook} events={events} onAsk={setAsking} onTurn={turn} onChanged={readAgain} />
          ))}
        </>
      )}
      {(asking?.act === 'new' || asking?.act === 'change') && (
        <WebhookForm
          project={project.id}
          webhook={asking.act === 'change' ? asking.webhook : null}
          onClose={close}
          onSaved={(made) => {
            close()
            readAgain()
            if (made?.secret && made.webhook) setSecret({ name: nameOf(made.webhook), secret: made.secret })
          }}
        />
      )}
      {asking?.act === 'delete' && (
        <Confirm title={`Remove ${nameOf(asking.webhook)}`} action="Remove" onConfirm={() => end(asking.webhook)} onClose={close}>
          <p>Its log goes with it, and {waiting(asking.webhook)}. This cannot be undone.</p>
        </Confirm>
      )}
      {asking?.act === 'rotate' && (
        <Confirm
          title={`New secret for ${nameOf(asking.webhook)}`}
          action="Make secret"
          onConfirm={() => renew(asking.webhook)}
          onClose={close}
        >
          <p>For 24 hours messages are signed with the old secret too, so that the receiver can change over.</p>
        </Confirm>
      )}
      {asking?.act === 'resume' && (
        <Confirm
          title={`Switch ${nameOf(asking.webhook)} on`}
          action="Send what was missed"
          onConfirm={() => turn(asking.webhook, true, true)}
          onClose={close}
        >
          <p>It goes on where it stopped. To send only what happens from now on:</p>
          <Button onPress={() => void turn(asking.webhook, true).then((isDone) => isDone && close())}>Start from now</Button>
        </Confirm>
      )}
      {secret && <WebhookSecret {...secret} onClose={() => setSecret(null)} />}
    </>
  )
}

interface PartProps {
  webhook: Webhook
  /** How often something has happened in the project. */
  events: number
  onAsk: (asking: Asking) => void
  onTurn: (webhook: Webhook, isEnabled: boolean) => Promise<boolean>
  onChanged: () => void
}

function Part({ webhook, events, onAsk, onTurn, onChanged }: PartProps) {
  const test = useAct(TestWebhookDocument)
  const [sent, setSent] = useState(0)
  const name = nameOf(webhook)
  async function send() {
    const result = await test({ webhook: webhook.id })
    if (result && result.__typename !== 'TestWebhookSuccess') refuseBecause(result)
    if (result?.__typename === 'TestWebhookSuccess') tell('Test sent')
    setSent(sent + 1)
    onChanged()
  }
  return (
    <section aria-label={name} className="border-b border-joint-2">
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-joint px-(--pad-x) py-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-0.5 max-wide:basis-full">
          <h2 className="min-w-0 text-sm [overflow-wrap:anywhere]">{name}</h2>
          <span className="mono min-w-0 [overflow-wrap:anywhere] whitespace-normal text-ink-2">{webhook.url}</span>
          <span className="text-ink-3">{choiceWords(webhook.actions, PROJECT_GROUPS)}</span>
        </div>
        <span className="flex flex-wrap gap-1 max-wide:-ml-2.5">
          <Button variant="bare" aria-label={`Send a test to ${name}`} onPress={() => void send()}>
            Send test
          </Button>
          <Button variant="bare" aria-label={`Change ${name}`} onPress={() => onAsk({ act: 'change', webhook })}>
            Change
          </Button>
          <Button variant="bare" aria-label={`New secret for ${name}`} onPress={() => onAsk({ act: 'rotate', webhook })}>
            New secret
          </Button>
          {webhook.isEnabled ? (
            <Button variant="bare" aria-label={`Switch ${name} off`} onPress={() => void onTurn(webhook, false)}>
              Switch off
            </Button>
          ) : (
            <Button variant="bare" aria-label={`Switch ${name} on`} onPress={() => onAsk({ act: 'resume', webhook })}>
              Switch on
            </Button>
          )}
          <Button variant="bare" className="text-stop-ink" aria-label={`Remove ${name}`} onPress={() => onAsk({ act: 'delete', webhook })}>
            Remove
          </Button>
        </span>
      </div>
      <State webhook={webhook} />
      <WebhookLog webhook={webhook} turn={events + sent} onLook={onChanged} />
    </section>
  )
}

function State({ webhook }: { webhook: Webhook }) {
  const { isEnabled, disabledAt, disabledReason, failures, failingSince, earlierSecretUntil } = webhook
  if (!isEnabled)
    return (
      <Call
        signal={disabledAt ? 'stop' : 'caution'}
        title={disabledAt ? 'It was switched off because it kept failing.' : 'It is switched off.'}
      >
        {disabledReason || 'Nothing is sent to it.'}
      </Call>
    )
  if (failingSince)
    return (
      <Call signal="caution" title={failures === 1 ? 'The last attempt failed.' : `The last ${failures} attempts failed.`}>
        It is tried again, later each time; {waiting(webhook)}.
      </Call>
    )
  if (earlierSecretUntil)
    return (
      <p className="px-(--pad-x) py-2 text-ink-2">The old secret is good until {earlierSecretUntil.slice(0, 16).replace('T', ' ')} UTC.</p>
    )
  return null
}

const nameOf = ({ name, url }: Webhook) => name || new URL(url).host
const waiting = ({ waitingCount }: Webhook) =>
  waitingCount === 1 ? 'one message waits' : waitingCount ? `${waitingCount.toLocaleString('en')} messages wait` : 'no message waits'
