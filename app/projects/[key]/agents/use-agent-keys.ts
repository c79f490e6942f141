'use client'
import { useCommands } from '#app/_shell/commands.ts'

interface Asked {
  agent: string | null
  view: 'table' | 'cards'
}

interface Keys {
  asked: Asked
  setAsked: (value: { view: Asked['view'] }) => unknown
  shown: readonly { id: string; handle: string }[]
  show: (handle: string | null) => void
  connect: () => void
  /** Null for those who may not. */
  coordinate: (() => void) | null
}

/** What the agents page does by key, and what the palette offers of it. */
export function useAgentKeys({ asked, setAsked, shown, show, connect, coordinate }: Keys) {
  const step = (by: number) => {
    const buttons = shown.flatMap(({ id }) => {
      const button = document.querySelector<HTMLElement>(`[data-agent="${CSS.escape(id)}"] button`)
      return button ? [button] : []
    })
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[at === -1 ? (by > 0 ? 0 : buttons.length - 1) : Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus()
  }
  useCommands([
    { id: 'agents.connect', title: 'Connect an agent', group: 'Create', icon: 'plus', run: connect },
    ...(coordinate
      ? [
          {
            id: 'agents.coordinate',
            title: 'Coordinate: propose who gets what',
            group: 'View' as const,
            icon: 'flag' as const,
            run: coordinate,
          },
        ]
      : []),
    {
      id: 'agents.view',
      title: asked.view === 'table' ? 'Agents as cards' : 'Agents as a table',
      group: 'View',
      keys: 'v',
      icon: 'table',
      run: () => void setAsked({ view: asked.view === 'table' ? 'cards' : 'table' }),
    },
    { id: 'agents.next', title: 'Next agent', group: 'View', keys: 'j', keysOnly: true, repeats: true, run: () => step(1) },
    { id: 'agents.previous', title: 'Previous agent', group: 'View', keys: 'k', keysOnly: true, repeats: true, run: () => step(-1) },
    ...(asked.agent
      ? [{ id: 'agents.close', title: 'Close the agent', group: 'View' as const, keys: 'Escape', keysOnly: true, run: () => show(null) }]
      : []),
  ])
}
