'use client'
import type { Selection } from 'react-aria-components'
import { Header } from 'react-aria-components/Header'
import { Button } from '#app/_ui/button.tsx'
import { Menu, MenuItem, MenuSection } from '#app/_ui/menu.tsx'
import { refuse } from '#app/_ui/toast.tsx'
import { NOTES, type Asked, type Change } from './address.ts'
import type { Drawn } from './export.ts'
import { NOTE } from './legend.tsx'

interface DrawMenuProps {
  asked: Asked
  change: Change
  /** What can be saved; nothing while it is not a picture. */
  drawn: Drawn | null
}

const WHAT = [
  { id: 'linked', word: 'Only tasks with dependencies' },
  { id: 'done', word: 'All that is done' },
] as const
const HEAD = 'cap mt-1 border-t border-joint px-2.5 pt-2 pb-1'

/** What is drawn, which way, and the picture as a file. */
export default function DrawMenu({ asked, change, drawn }: DrawMenuProps) {
  const on = WHAT.filter(({ id }) => asked[id]).map(({ id }) => id)
  return (
    <Menu
      aria-label="Drawing"
      placement="bottom end"
      opensAtOnce
      trigger={
        <Button variant="bare" icon="more" autoFocus>
          Drawing
        </Button>
      }
    >
      <MenuSection
        aria-label="Direction"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[asked.way]}
        onSelectionChange={(keys) => void change({ way: has(keys, 'down') ? 'down' : null })}
      >
        <Header className="cap px-2.5 pt-1 pb-1">Direction</Header>
        <MenuItem id="right">Left to right</MenuItem>
        <MenuItem id="down">Top down</MenuItem>
      </MenuSection>
      <MenuSection
        aria-label="Tasks"
        selectionMode="multiple"
        selectedKeys={on}
        onSelectionChange={(keys) => void change({ linked: has(keys, 'linked') || null, done: has(keys, 'done') || null })}
      >
        <Header className={HEAD}>Tasks</Header>
        {WHAT.map(({ id, word }) => (
          <MenuItem key={id} id={id}>
            {word}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        aria-label="Notes, which gate nothing"
        selectionMode="multiple"
        selectedKeys={asked.notes}
        onSelectionChange={(keys) => {
          const notes = NOTES.filter((note) => has(keys, note))
          void change({ notes: notes.length ? notes : null })
        }}
      >
        <Header className={HEAD}>Notes, which gate nothing</Header>
        {NOTES.map((note) => (
          <MenuItem key={note} id={note}>
            {NOTE[note].word}
          </MenuItem>
        ))}
      </MenuSection>
      {drawn && (
        <MenuSection aria-label="Take it away">
          <Header className={HEAD}>Take it away</Header>
          <MenuItem id="svg" icon="file" onAction={() => void take('saveSvg', drawn)}>
            Save as SVG
          </MenuItem>
          <MenuItem id="mermaid" icon="file" onAction={() => void take('saveMermaid', drawn)}>
            Save as Mermaid
          </MenuItem>
          <MenuItem id="copy" icon="copy" onAction={() => void take('copyMermaid', drawn)}>
            Copy as Mermaid
          </MenuItem>
        </MenuSection>
      )}
    </Menu>
  )
}

async function take(how: 'saveSvg' | 'saveMermaid' | 'copyMermaid', drawn: Drawn) {
  try {
    const file = await import('./export.ts')
    await file[how](drawn)
  } catch {
    refuse('The picture could not be written.', { detail: 'The browser refused. Save it as a file instead.' })
  }
}

const has = (keys: Selection, key: string) => keys === 'all' || keys.has(key)
