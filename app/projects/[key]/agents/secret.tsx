'use client'
import { Button } from '#app/_ui/button.tsx'
import { Copyable } from '#app/_ui/copyable.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Call } from '#app/_ui/states.tsx'
import { FirstCall } from './first-call.tsx'
import { snippets } from './snippets.ts'

interface Props {
  agent: string
  token: { id: string; secret: string }
  onClose: () => void
}

/** The one time a token is shown, with all that is needed to use it. It is in memory only and gone when this closes. */
export function Secret({ agent, token, onClose }: Props) {
  const { settings, firstCall, mcp, words } = snippets(window.location.origin, token.secret)
  return (
    <>
      <Call signal="caution" title="This token is shown once.">
        Copy it now. Only its hash is kept; if it is lost, revoke it and make another.
      </Call>
      <Copyable label="Token" text={token.secret} />
      <Copyable label="Settings for a shell" text={settings} />
      <Copyable label="Try it: who am I" text={firstCall} />
      <Copyable label="Settings for an MCP client" text={mcp} />
      <Copyable label="Words for the agent" text={words} />
      <p className="text-ink-2">
        <a href="/agents.md" target="_blank" rel="noreferrer" className="underline">
          /agents.md
        </a>{' '}
        is all that an agent needs to read: calls to paste, leases and fences, refusals, planning.
      </p>
      <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-wrap items-center justify-between gap-3 border-t border-joint bg-plate p-4">
        <FirstCall agent={agent} token={token.id} />
        <Actions>
          <Button variant="primary" onPress={onClose}>
            I have copied it
          </Button>
        </Actions>
      </div>
    </>
  )
}
