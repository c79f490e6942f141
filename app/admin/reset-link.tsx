'use client'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Copyable } from '#app/_ui/copyable.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { Call } from '#app/_ui/states.tsx'
import { ResetPasswordDocument, type Person } from './people-documents.ts'

/** A link with which a person sets a new password. It is in memory only and gone when this closes. */
export function ResetLink({ person: { actor }, onClose }: { person: Person; onClose: () => void }) {
  const reset = useAct(ResetPasswordDocument)
  const [url, setUrl] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)

  async function make() {
    setPending(true)
    const result = await reset({ person: actor.id })
    setPending(false)
    if (!result) return
    if (result.__typename === 'ResetPasswordSuccess') setUrl(result.url)
    else refuseBecause(result)
  }
  if (url)
    return (
      <Dialog title={`New password for ${actor.name}`} isOpen onClose={onClose} modal>
        <Call signal="caution" title="This link is shown once.">
          Hand it to {actor.name} over a channel that you trust: whoever opens it sets the password. It works once, for 24 hours.
        </Call>
        <Copyable label="Link" text={url} />
        <Actions>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog title={`New password for ${actor.name}`} isOpen onClose={onClose}>
      <p>
        A link is made with which {actor.name} sets a new password. An earlier link ends. Until it is used the old password and all sessions
        stay; then the sessions end.
      </p>
      <Actions>
        <Button variant="primary" isPending={isPending} autoFocus onPress={() => void make()}>
          Make the link
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}
