'use client'
import { useState, type KeyboardEvent } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import type { TaskRow } from '#app/_tasks/task.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { OPTION } from '#app/_ui/popover.tsx'

interface TagPickProps {
  of: string
  /** All of the project. */
  tags: string[]
  tasks: TaskRow[]
  onDone: (added: string[], removed: string[]) => void
  onClose: () => void
}

const MOST = 50

type Mark = 'all' | 'some' | 'none'

/** Tags as boxes: on for all, for some, for none of the tasks. What is typed narrows them, and Enter adds it when it is new. */
export function TagPick({ of, tags, tasks, onDone, onClose }: TagPickProps) {
  const [text, setText] = useState('')
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const all = [...new Set([...tags, ...changed.keys()])]
  const typed = text.trim()
  const shown = all.filter((tag) => tag.toLowerCase().includes(typed.toLowerCase()))
  const isNew = typed !== '' && typed.length <= MOST && !all.some((tag) => tag.toLowerCase() === typed.toLowerCase())

  function markOf(tag: string): Mark {
    const change = changed.get(tag)
    if (change !== undefined) return change ? 'all' : 'none'
    const count = tasks.filter((task) => task.tags.includes(tag)).length
    return count === tasks.length ? 'all' : count ? 'some' : 'none'
  }
  const set = (tag: string, isOn: boolean) => setChanged((before) => new Map(before).set(tag, isOn))
  function add() {
    const [first] = isNew ? [typed] : shown
    if (first === undefined) return
    set(first, markOf(first) !== 'all')
    setText('')
  }
  function finish() {
    onClose()
    const [added, removed] = [true, false].map((isOn) =>
      [...changed].filter(([tag, on]) => on === isOn && differs(tag, isOn)).map(([tag]) => tag),
    )
    if (added?.length || removed?.length) onDone(added ?? [], removed ?? [])
  }
  const differs = (tag: string, isOn: boolean) => tasks.some((task) => task.tags.includes(tag) !== isOn)
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (typed === '' || event.metaKey || event.ctrlKey) finish()
    else add()
  }

  return (
    <Dialog aria-label={`Tags of ${of}`} className="grid w-64 outline-none">
      <div className="p-2" onKeyDown={onKeyDown}>
        <TextField label="Find or add a tag" hideLabel placeholder="Find or add a tag" value={text} onChange={setText} autoFocus />
      </div>
      <div className="max-h-56 overflow-auto border-y border-joint">
        {isNew && (
          <button type="button" onClick={add} className={`${OPTION} w-full text-left hover:bg-plate-2`}>
            Add “{typed}”
          </button>
        )}
        {shown.map((tag) => (
          <TagBox key={tag} tag={tag} mark={markOf(tag)} onChange={(isOn) => set(tag, isOn)} />
        ))}
        {!isNew && shown.length === 0 && (
          <p className="px-2.5 py-2 text-ink-2">{typed ? 'A tag has 1 to 50 characters.' : 'No tag yet: type one.'}</p>
        )}
      </div>
      <div className="flex gap-1 p-2">
        <Button variant="primary" onPress={finish}>
          Set tags
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </div>
    </Dialog>
  )
}

function TagBox({ tag, mark, onChange }: { tag: string; mark: Mark; onChange: (isOn: boolean) => void }) {
  return (
    <label className={`${OPTION} cursor-pointer hover:bg-plate-2`}>
      <input
        type="checkbox"
        className="box"
        checked={mark === 'all'}
        ref={(box) => {
          if (box) box.indeterminate = mark === 'some'
        }}
        onChange={() => onChange(mark !== 'all')}
      />
      <span className="truncate">{tag}</span>
    </label>
  )
}
