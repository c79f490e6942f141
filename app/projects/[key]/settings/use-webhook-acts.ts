import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { tell } from '#app/_ui/toast.tsx'
import { DeleteWebhookDocument, RotateWebhookSecretDocument, UpdateWebhookDocument, type Webhook } from './webhook-documents.ts'

/** What can be done with a webhook; each answers whether it was done, a new secret with what it is. */
export function useWebhookActs(readAgain: () => void) {
  const update = useAct(UpdateWebhookDocument)
  const remove = useAct(DeleteWebhookDocument)
  const rotate = useAct(RotateWebhookSecretDocument)

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
    if (result?.__typename !== 'RotateWebhookSecretSuccess') return null
    return { secret: result.secret }
  }

  return { turn, end, renew }
}
