'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '#app/_ui/button.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { FLOAT } from '#app/_ui/popover.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { usePluginCommands } from '#app/_plugins/use-plugin-commands.ts'
import { useAllCommands } from './commands.ts'
import { Keycaps } from './keycaps.tsx'
import { isPress, pressesOf } from './keys.ts'
import { paletteGroups, type Item } from './palette-items.ts'
import { usePaletteTasks } from './use-palette-tasks.ts'

interface PaletteProps {
  project: string | null
  /** What was typed while it was on its way. */
  typed: () => string
  onClose: () => void
}

/** One field to go anywhere, find any task and run any command. Focus stays in the field; the list follows it. */
export function Palette({ project, typed, onClose }: PaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const { exact, hits, recent, isAsking, hasFailed, isWhole } = usePaletteTasks(text, project)
  const isEmpty = text.trim() === ''
  const commands = [...useAllCommands(), ...usePluginCommands(project)]
  const groups = paletteGroups({ text, commands, exact: isEmpty ? [] : exact, hits: isEmpty ? [] : hits, recent })
  const items = groups.flatMap((group) => group.items)
  const active = items.find(({ id }) => id === chosen) ?? items[0]

  useEffect(() => {
    if (active) list.current?.querySelector(`[id="${CSS.escape(optionId(active))}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function run(item: Item, inNewTab: boolean) {
    if (inNewTab && item.href) return void window.open(item.href, '_blank', 'noopener')
    onClose()
    // Focus goes back to where it was first: what the command does may depend on it, or move it.
    requestAnimationFrame(() => requestAnimationFrame(() => (item.run ? item.run() : item.href && router.push(item.href))))
  }
  function move(by: number) {
    if (items.length === 0) return
    const at = active ? items.indexOf(active) : 0
    const next = Math.abs(by) === 1 ? (at + by + items.length) % items.length : Math.min(items.length - 1, Math.max(0, at + by))
    choose(items[next]?.id ?? null)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    const by = steps[event.key]
    if (by !== undefined) move(by)
    else if (event.key === 'Enter' && active) run(active, event.ctrlKey || event.metaKey)
    else if (pressesOf('$mod+k').some((press) => isPress(event.nativeEvent, press))) onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-20 grid grid-cols-[minmax(0,1fr)] justify-items-center bg-fascia/55 max-sm:p-0 sm:pt-[12dvh]"
    >
      <Modal className={`${FLOAT} flex h-fit w-full max-w-160 flex-col max-sm:h-dvh max-sm:border-0`}>
        <Dialog aria-label="Search or run" className="flex min-h-0 flex-1 flex-col outline-none">
          <div className="flex items-center gap-2 border-b border-joint-2 px-3">
            <Icon name="search" className="text-ink-2" />
            <input
              autoFocus
              role="combobox"
              aria-label="Search or run"
              aria-expanded
              aria-controls="palette-list"
              aria-autocomplete="list"
              aria-activedescendant={active && optionId(active)}
              placeholder="A page, a command, a key such as WEB-42, or words of a task"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              enterKeyHint="go"
              value={text}
              maxLength={200}
              // The last letters may have come after the first drawing, before the focus.
              onFocus={() => text === '' && setText(typed())}
              onChange={(event) => {
                setText(event.target.value)
                choose(null)
              }}
              onKeyDown={onKeyDown}
              className="h-11 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-3 max-sm:text-[16px]"
            />
            <IconButton icon="close" label="Close" onPress={onClose} className="sm:hidden" />
          </div>
          <div
            ref={list}
            id="palette-list"
            role="listbox"
            aria-label="Results"
            className="h-[min(60dvh,27rem)] overflow-y-auto py-1 max-sm:h-auto max-sm:flex-1"
          >
            {groups.map((group, n) => (
              <div key={group.word} role="group" aria-labelledby={`palette-group-${n}`}>
                <div id={`palette-group-${n}`} className="cap px-3 pt-2.5 pb-1">
                  {group.word}
                </div>
                {group.items.map((item) => (
                  <Option key={item.id} item={item} isActive={item === active} onPoint={() => choose(item.id)} onRun={run} />
                ))}
              </div>
            ))}
          </div>
          <div className="flex min-h-9 items-center gap-4 border-t border-joint bg-plate-2 px-3 text-ink-2">
            <span role="status" className="min-w-0 flex-1 truncate">
              {statusOf({ text, isAsking, hasFailed, isWhole, count: items.length })}
            </span>
            <Hint keys="Enter" word="Open" />
            {active?.href && <Hint keys="$mod+Enter" word="New tab" />}
            <Hint keys="Escape" word="Close" />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface OptionProps {
  item: Item
  isActive: boolean
  onPoint: () => void
  onRun: (item: Item, inNewTab: boolean) => void
}

function Option({ item, isActive, onPoint, onRun }: OptionProps) {
  const { title, icon, task, keys } = item
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus and hears the keys
    <div
      id={optionId(item)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={() => isActive || onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => onRun(item, event.ctrlKey || event.metaKey)}
      onAuxClick={(event) => event.button === 1 && onRun(item, true)}
      className="flex min-h-(--row) items-center gap-2 px-3 aria-selected:bg-select aria-selected:shadow-[inset_3px_0_0_var(--ink)] max-sm:min-h-11"
    >
      {task ? <StatusMark status={task.status} /> : <Icon name={icon ?? 'right'} className="text-ink-2" />}
      {task && <span className="mono flex-none text-ink-2">{task.key}</span>}
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {keys && <Keycaps keys={keys} className="text-ink-2" />}
    </div>
  )
}

function Hint({ keys, word }: { keys: string; word: string }) {
  return (
    <span aria-hidden className="flex flex-none items-center gap-1.5 max-sm:hidden">
      <Keycaps keys={keys} /> {word}
    </span>
  )
}

interface Finding {
  text: string
  isAsking: boolean
  hasFailed: boolean
  isWhole: boolean
  count: number
}

function statusOf({ text, isAsking, hasFailed, isWhole, count }: Finding) {
  if (hasFailed) return 'Tasks could not be searched: the server did not answer.'
  const left = isWhole ? '' : ' Comments are encrypted and were not searched.'
  if (count === 0 && !isAsking) return `Nothing found for “${text.trim()}”.${left}`
  if (isAsking) return 'Searching'
  return text.trim() ? `${count} found${left && `.${left}`}` : ''
}

const optionId = ({ id }: Item) => `palette ${id}`.replaceAll(' ', '-')
