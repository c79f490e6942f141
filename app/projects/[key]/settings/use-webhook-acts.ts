import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { tell } from '#app/_ui/toast.tsx'
import { DeleteWebhookDocument, RotateWebhookSecretDocument, UpdateWebhookDocument, type Webhook } from './webhook-documents.ts'

/** What can be done with a webhook; each answers whether it was done, a new secret with what it is. */
export function useWebhookActs(readAgain: () => void) {
  const update = useAct(UpdateWebhookDocument)
  const remove = useAct(DeleteWebhookDocument)
  const rotate = useAct(RotateWebhookSecretDocument)

  async function turn(webhook: Webhook, isEnabled: boolean, catchUp = false) {
    const result = unlessRefused(await update({ webhook: webhook.id, isEnabled, catchUp }))
    readAgain()
    if (!result) return false
    if (isEnabled) tell('Webhook switched on')
    // With catchUp nothing is missed.
    else tell('Webhook switched off', { action: { word: 'Undo', run: () => void turn(webhook, true, true) } })
    return true
  }
  async function end(webhook: Webhook) {
    const result = unlessRefused(await remove({ webhook: webhook.id }))
    readAgain()
    return result !== null
  }
  async function renew(webhook: Webhook) {
    const result = unlessRefused(await rotate({ webhook: webhook.id }))
    readAgain()
    return result && { secret: result.secret }
  }

  return { turn, end, renew }
}
