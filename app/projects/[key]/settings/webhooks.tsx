'use client'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { Button } from '#app/_ui/button.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { DocsLink } from '#app/_ui/docs-link.tsx'
import { EmptyState, ErrorState, Skeleton } from '#app/_ui/states.tsx'
import type { Project } from './documents.ts'
import { useWebhookActs } from './use-webhook-acts.ts'
import { WebhooksDocument, type Webhook } from './webhook-documents.ts'
import { WebhookForm } from './webhook-form.tsx'
import { LogFilter } from './webhook-log.tsx'
import { WebhookPart, type WebhookQuestion } from './webhook-part.tsx'
import { WebhookSecret } from './webhook-secret.tsx'
import { nameOf, waiting } from './webhook-words.ts'

const REREAD_MS = 2_000

type Asking = { act: 'new' } | { act: WebhookQuestion; webhook: Webhook }

/** Addresses that hear of what happens in the project. */
export function Webhooks({ project }: { project: Project }) {
  const [{ data, error }, read] = useQuery({
    query: WebhooksDocument,
    variables: { project: project.id },
    requestPolicy: 'cache-and-network',
  })
  const [asking, setAsking] = useState<Asking | null>(null)
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null)
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const acts = useWebhookActs(readAgain)
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

  async function renew(webhook: Webhook) {
    const made = await acts.renew(webhook)
    if (made?.secret) setSecret({ name: nameOf(webhook), secret: made.secret })
    return made !== null
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
          <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-b border-joint px-(--pad-x) py-1.5">
            <LogFilter />
            <span className="flex-1" />
            {add}
          </div>
          {webhooks.map((webhook) => (
            <WebhookPart
              key={webhook.id}
              webhook={webhook}
              events={events}
              onAsk={(act) => setAsking({ act, webhook })}
              onTurn={acts.turn}
              onChanged={readAgain}
            />
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
        <Confirm title={`Remove ${nameOf(asking.webhook)}`} action="Remove" onConfirm={() => acts.end(asking.webhook)} onClose={close}>
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
          onConfirm={() => acts.turn(asking.webhook, true, true)}
          onClose={close}
        >
          <p>It goes on where it stopped. To send only what happens from now on:</p>
          <Button onPress={() => void acts.turn(asking.webhook, true).then((isDone) => isDone && close())}>Start from now</Button>
        </Confirm>
      )}
      {secret && <WebhookSecret {...secret} onClose={() => setSecret(null)} />}
    </>
  )
}
