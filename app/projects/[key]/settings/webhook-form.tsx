'use client'
import { useState, type FormEvent } from 'react'
import { actionsOf, GROUPS, PROJECT_GROUPS, type Group } from '#app/_activity/groups.ts'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { CreateWebhookDocument, UpdateWebhookDocument, type Webhook } from './webhook-documents.ts'

interface Props {
  project: string
  /** The one to change; without it a new one is made. */
  webhook: Webhook | null
  onClose: () => void
  onSaved: (made: { webhook: Webhook | null; secret: string | null } | null) => void
}

export function WebhookForm({ project, webhook, onClose, onSaved }: Props) {
  const create = useAct(CreateWebhookDocument)
  const update = useAct(UpdateWebhookDocument)
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [groups, setGroups] = useState<readonly Group[]>(() => groupsIn(webhook?.actions ?? []))
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [isPending, setPending] = useState(false)
  const keepsActions = webhook !== null && groups === groupsIn(webhook.actions)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const actions = keepsActions ? {} : { actions: groups.length === PROJECT_GROUPS.length ? [] : groups.flatMap(actionsOf) }
    const result = webhook ? await update({ webhook: webhook.id, name, url, ...actions }) : await create({ project, name, url, ...actions })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError' && result.issues.length > 0) return setIssues(issuesByField(result))
    if (result.__typename === 'CreateWebhookSuccess') return onSaved({ webhook: result.webhook, secret: result.secret })
    if (result.__typename === 'UpdateWebhookSuccess') return onSaved(null)
    refuseBecause(result)
  }
  return (
    <Dialog title={webhook ? 'Change webhook' : 'New webhook'} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField
          label="Address"
          hint="Where to post to, such as https://example.org/hook."
          value={url}
          onChange={setUrl}
          error={issues.url ?? issues.project}
          mono
          isRequired
          autoFocus
        />
        <TextField label="Name" hint="What it is for: CI, chat." value={name} onChange={setName} error={issues.name} />
        <fieldset className="grid gap-1.5">
          <legend className="strong mb-1">Hears of</legend>
          {PROJECT_GROUPS.map((group) => (
            <label key={group} className="flex min-h-7 items-center gap-2">
              <input
                type="checkbox"
                className="box"
                checked={groups.includes(group)}
                onChange={({ target }) =>
                  setGroups(
                    target.checked
                      ? PROJECT_GROUPS.filter((one) => one === group || groups.includes(one))
                      : groups.filter((one) => one !== group),
                  )
                }
              />
              {GROUPS[group]}
            </label>
          ))}
          {groups.length === 0 && <p className="text-stop-ink">Choose at least one.</p>}
        </fieldset>
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending} isDisabled={groups.length === 0}>
            {webhook ? 'Save' : 'Add webhook'}
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

const known = new Map<string, readonly Group[]>()

/** The groups that a choice of actions touches, the same list each time; all of them for "everything". */
function groupsIn(actions: Webhook['actions']): readonly Group[] {
  const key = actions.join()
  const found =
    known.get(key) ?? PROJECT_GROUPS.filter((group) => actions.length === 0 || actionsOf(group).some((action) => actions.includes(action)))
  known.set(key, found)
  return found
}
