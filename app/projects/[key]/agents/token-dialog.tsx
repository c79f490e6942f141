'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { CreateTokenDocument } from './acts-documents.ts'
import { Secret } from './secret.tsx'
import { EXPIRIES, SCOPES, type Expiry, type ScopeSet } from './scopes.ts'

interface Props {
  agent: { id: string; handle: string }
  /** Where a token can be limited to one project: that one. */
  project?: { id: string; key: string }
  onClose: () => void
  onCreated: () => void
}

export function TokenDialog({ agent, project, onClose, onCreated }: Props) {
  const create = useAct(CreateTokenDocument)
  const [name, setName] = useState('')
  const [reach, setReach] = useState<'one' | 'all'>('one')
  const [scopes, setScopes] = useState<ScopeSet>('work')
  const [expiry, setExpiry] = useState<Expiry>('90')
  const [error, setError] = useState<string | null>(null)
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const [isPending, setPending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    const limit = project && reach === 'one' ? { projects: [project.id] } : {}
    const result = await create({ agent: agent.id, name, scopes: SCOPES[scopes].scopes, expiresInDays: EXPIRIES[expiry].days, ...limit })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError' && result.issues.length > 0)
      return setError(result.issues.map((issue) => issue.message).join(' '))
    if (result.__typename !== 'CreateTokenSuccess') return refuseBecause(result)
    onCreated()
    if (result.secret) setMade({ id: result.token.id, secret: result.secret })
    else onClose()
  }

  if (made) {
    return (
      <Dialog title={`Token for ${agent.handle}`} isOpen onClose={onClose} modal wide>
        <Secret agent={agent.handle} token={made} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={`New token for ${agent.handle}`} isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField label="Name" hint="Where it is used: laptop, CI." value={name} onChange={setName} error={error} isRequired autoFocus />
        {project && (
          <OptionGroup
            label="Good for"
            value={reach}
            onChange={(id) => setReach(id === 'all' ? 'all' : 'one')}
            options={[
              { id: 'one', content: `${project.key} alone` },
              { id: 'all', content: 'Every project that it is a member of' },
            ]}
          />
        )}
        <TokenChoices scopes={scopes} onScopes={setScopes} expiry={expiry} onExpiry={setExpiry} />
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Make token
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

interface ChoicesProps {
  scopes: ScopeSet
  onScopes: (scopes: ScopeSet) => void
  expiry: Expiry
  onExpiry: (expiry: Expiry) => void
}

export function TokenChoices({ scopes, onScopes, expiry, onExpiry }: ChoicesProps) {
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Select label="It may" options={optionsOf(SCOPES)} value={scopes} onChange={onScopes} />
      <Select label="Runs out" options={optionsOf(EXPIRIES)} value={expiry} onChange={onExpiry} />
    </div>
  )
}

function optionsOf<K extends string>(table: Record<K, { text: string }>) {
  return (Object.keys(table) as K[]).map((id) => ({ id, text: table[id].text }))
}
