'use client'
import Link from 'next/link'
import { Dialog } from '#app/_ui/dialog.tsx'
import { useAllCommands, type Command } from './commands.ts'
import { isPlain } from './keys.ts'
import { Keycaps } from './keycaps.tsx'

const GROUPS: { group: Command['group']; word: string }[] = [
  { group: 'Go', word: 'Go to' },
  { group: 'Selection', word: 'Selection' },
  { group: 'Task', word: 'Task' },
  { group: 'Create', word: 'Create' },
  { group: 'View', word: 'View' },
  { group: 'Help', word: 'Help' },
]

/** Every key that works on this page, by what it does. */
export function Sheet({ isOn, onClose }: { isOn: boolean; onClose: () => void }) {
  const all = useAllCommands()
  const winning = new Map(all.flatMap((command) => (command.keys ? [[command.keys, command] as const] : [])))
  const groups = GROUPS.map(({ group, word }) => ({
    word,
    commands: [...winning.values()].filter((command) => command.group === group && !command.hidden),
  })).filter(({ commands }) => commands.length > 0)
  return (
    <Dialog title="Keyboard shortcuts" wide isOpen onClose={onClose}>
      <p className="text-ink-2">
        {isOn ? 'Keys that type can be switched off in ' : 'Keys that type are switched off. Switch them on in '}
        <Link href="/settings" className="underline" onClick={onClose}>
          My settings
        </Link>
        . Those with Ctrl or ⌘ always work.
      </p>
      <div className="columns-2 gap-8 max-sm:columns-1">
        {groups.map(({ word, commands }) => (
          <section key={word} aria-label={word} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 cap">{word}</h3>
            <dl>
              {commands.map(({ id, title, keys = '' }) => (
                <div key={id} className="flex min-h-7 items-center gap-3 border-b border-joint py-0.5">
                  <dt className={`min-w-0 flex-1 ${isOn || !isPlain(keys) ? '' : 'text-ink-3'}`}>{title}</dt>
                  <dd>
                    <span className="sr-only">{isOn || !isPlain(keys) ? keys.replace('$mod', 'Control') : `${keys}, switched off`}</span>
                    <Keycaps keys={keys} className={isOn || !isPlain(keys) ? '' : 'opacity-50'} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
