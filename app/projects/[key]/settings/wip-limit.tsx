'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { did } from '#app/_tasks/undo.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { SetWipLimitDocument, type Agent } from './documents.ts'

const USUAL = [1, 2, 3, 5, 8, 13]

/** How many tasks an agent may hold at once. */
export function WipLimit({ agent }: { agent: Agent }) {
  const update = useAct(SetWipLimitDocument)
  const limits = [...new Set([...USUAL, ...(agent.wipLimit === null ? [] : [agent.wipLimit])])].sort((a, b) => a - b)
  const options = [...limits.map((limit) => ({ id: String(limit), text: `at most ${limit}` })), { id: 'none', text: 'no limit' }]

  async function set(wipLimit: number | null) {
    return unlessRefused(await update({ agent: agent.id, wipLimit })) !== null
  }
  async function choose(id: string) {
    const [before, after] = [agent.wipLimit, id === 'none' ? null : Number(id)]
    if (before !== after && (await set(after)))
      did(`${agent.handle} holds ${after === null ? 'as many tasks as it likes' : `at most ${after} at once`}`, () => set(before))
  }
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="text-ink-2">
        Tasks at once
      </span>
      <Select
        label={`Tasks at once of ${agent.handle}`}
        hideLabel
        className="w-28"
        options={options}
        value={String(agent.wipLimit ?? 'none')}
        onChange={(id) => void choose(id)}
      />
    </div>
  )
}
