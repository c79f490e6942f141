'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Call } from '#app/_ui/states.tsx'
import { snippets } from './snippets.ts'

/** The one time a token is shown, with calls to try it. It is in memory only and gone when this closes. */
export function Secret({ secret, firstReady, onClose }: { secret: string; firstReady: string | null; onClose: () => void }) {
  const { settings, me, claim } = snippets(`${window.location.origin}/graphql`, secret, firstReady)
  return (
    <>
      <Call signal="caution" title="This token is shown once.">
        Copy it now. Only its hash is kept; if it is lost, revoke it and make another.
      </Call>
      <Copyable label="Token" text={secret} />
      <Copyable label="Settings for the agent" text={settings} />
      <Copyable label="Try it: who am I" text={me} />
      <Copyable label={firstReady ? `Claim ${firstReady}, which is ready` : 'Claim a task'} text={claim} />
      <Actions>
        <Button variant="primary" onPress={onClose}>
          I have copied it
        </Button>
      </Actions>
    </>
  )
}

function Copyable({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div>
      <div className="mb-1 flex items-center gap-2">
        <h3 className="cap">{label}</h3>
        <span className="flex-1" />
        <Button variant="bare" icon={isCopied ? 'check' : 'copy'} aria-label={`Copy: ${label}`} onPress={() => void copy()}>
          <span aria-live="polite">{isCopied ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  )
}
