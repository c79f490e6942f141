'use client'
import { useState } from 'react'
import { choiceWords, PROJECT_GROUPS } from '#app/_activity/groups.ts'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Call } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { TestWebhookDocument, type Webhook } from './webhook-documents.ts'
import { WebhookLog } from './webhook-log.tsx'
import { nameOf, waiting } from './webhook-words.ts'

/** What is asked about before it is done. */
export type WebhookQuestion = 'change' | 'delete' | 'rotate' | 'resume'

interface Props {
  webhook: Webhook
  /** How often something has happened in the project. */
  events: number
  onAsk: (act: WebhookQuestion) => void
  onTurn: (webhook: Webhook, isEnabled: boolean) => Promise<boolean>
  onChanged: () => void
}

/** One webhook: what can be done with it, how it does, and its log. */
export function WebhookPart({ webhook, events, onAsk, onTurn, onChanged }: Props) {
  const test = useAct(TestWebhookDocument)
  const [sent, setSent] = useState(0)
  const name = nameOf(webhook)
  async function send() {
    const result = unlessRefused(await test({ webhook: webhook.id }))
    if (result) tell('Test sent')
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
          <Button variant="bare" aria-label={`Change ${name}`} onPress={() => onAsk('change')}>
            Change
          </Button>
          <Button variant="bare" aria-label={`New secret for ${name}`} onPress={() => onAsk('rotate')}>
            New secret
          </Button>
          {webhook.isEnabled ? (
            <Button variant="bare" aria-label={`Switch ${name} off`} onPress={() => void onTurn(webhook, false)}>
              Switch off
            </Button>
          ) : (
            <Button variant="bare" aria-label={`Switch ${name} on`} onPress={() => onAsk('resume')}>
              Switch on
            </Button>
          )}
          <Button variant="bare" className="text-stop-ink" aria-label={`Remove ${name}`} onPress={() => onAsk('delete')}>
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
