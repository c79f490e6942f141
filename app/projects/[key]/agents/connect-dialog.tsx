'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { issuesByField } from '#app/_graphql/refusal.ts'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { CreateAgentDocument, CreateTokenDocument } from './acts-documents.ts'
import type { ReadyTask } from './documents.ts'
import { listFrom } from '../tasks/[task]/fields.ts'
import { EXPIRIES, SCOPES, type Expiry, type ScopeSet } from './scopes.ts'
import { Secret } from './secret.tsx'
import { TokenChoices } from './token-dialog.tsx'

interface Props {
  project: string
  /** What waits for hands: it says which capabilities are asked for. */
  tasks: readonly ReadyTask[]
  onClose: () => void
  onCreated: (handle: string) => void
}

/** An agent, its place in the project and its first token in one go. */
export function ConnectDialog({ project, tasks, onClose, onCreated }: Props) {
  const create = useAct(CreateAgentDocument)
  const createToken = useAct(CreateTokenDocument)
  const [draft, setDraft] = useState({ handle: '', name: '', agentType: '', capabilities: '' })
  const [scopes, setScopes] = useState<ScopeSet>('work')
  const [expiry, setExpiry] = useState<Expiry>('90')
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [made, setMade] = useState<{ handle: string; id: string; secret: string } | null>(null)
  const [isPending, setPending] = useState(false)
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
    error: issues[name],
  })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPending(true)
    await connect()
    setPending(false)
  }
  async function connect() {
    const result = await create({
      handle: draft.handle,
      name: draft.name || draft.handle,
      agentType: draft.agentType || null,
      capabilities: listFrom(draft.capabilities),
      project,
    })
    if (!result) return
    if (result.__typename === 'InvalidInputError' && result.issues.length > 0) {
      setIssues(issuesByField(result))
      return
    }
    if (result.__typename === 'AlreadyExistsError') return setIssues({ handle: result.message })
    if (result.__typename !== 'CreateAgentSuccess') return refuseBecause(result)
    const { handle, id } = result.agent
    onCreated(handle)
    const token = unlessRefused(
      await createToken({ agent: id, name: 'first', scopes: SCOPES[scopes].scopes, expiresInDays: EXPIRIES[expiry].days }),
    )
    if (token?.secret) return setMade({ handle, id: token.token.id, secret: token.secret })
    // the agent stands; its token can be made from its panel
    onClose()
  }

  if (made) {
    return (
      <Dialog title={`${made.handle} has a token`} isOpen onClose={onClose} modal wide>
        <Secret agent={made.handle} token={made} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title="Connect an agent" isOpen onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <TextField label="Handle" mono isRequired autoFocus hint="Its short name: letters, digits, dots and dashes." {...field('handle')} />
        <TextField label="Name" placeholder={draft.handle} {...field('name')} />
        <TextField label="Kind" hint="What it runs on, if that matters." {...field('agentType')} />
        <div className="grid gap-2">
          <TextField label="Capabilities" mono hint="What tasks can ask of it, separated by commas." {...field('capabilities')} />
          <Asked
            tasks={tasks}
            given={listFrom(draft.capabilities)}
            onAdd={(one) => setDraft({ ...draft, capabilities: [...listFrom(draft.capabilities), one].join(', ') })}
          />
        </div>
        <TokenChoices scopes={scopes} onScopes={setScopes} expiry={expiry} onExpiry={setExpiry} />
        <Actions>
          <Button type="submit" variant="primary" isPending={isPending}>
            Connect and show token
          </Button>
          <Button variant="bare" onPress={onClose}>
            Back
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}

const SHOWN = 8

/** What ready tasks ask for most, to be added by a press. */
function Asked({ tasks, given, onAdd }: { tasks: readonly ReadyTask[]; given: readonly string[]; onAdd: (capability: string) => void }) {
  const counts = new Map<string, number>()
  for (const one of tasks.flatMap(({ requiredCapabilities }) => requiredCapabilities)) counts.set(one, (counts.get(one) ?? 0) + 1)
  const most = [...counts].filter(([one]) => !given.includes(one)).sort((a, b) => b[1] - a[1])
  if (most.length === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-ink-2">
      Ready tasks ask for
      {most.slice(0, SHOWN).map(([capability, count]) => (
        <Button
          key={capability}
          icon="plus"
          className="mono h-6 px-1.5 max-sm:h-11"
          aria-label={`Add ${capability}`}
          onPress={() => onAdd(capability)}
        >
          {capability} {count}
        </Button>
      ))}
    </p>
  )
}
