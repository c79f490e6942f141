'use client'
import type { RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Button } from '#app/_ui/button.tsx'
import { Select } from '#app/_ui/choice.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import { copyText } from '#app/_ui/clipboard.ts'
import { COLUMN } from './columns.ts'
import { COLUMNS, GROUPINGS, ORDERS, type ListState, type SetState } from './search-params.ts'
import { GROUPING_WORD, ORDER_WORD } from './words.ts'

interface DisplayPanelProps {
  anchor: RefObject<HTMLElement | null>
  state: ListState
  setState: SetState
  isSelecting: boolean
  setSelecting: (isSelecting: boolean) => void
  onExport: () => void
  onClose: () => void
}

/** How the list is shown: order, groups, columns, density. All of it stands in the address. */
export function DisplayPanel({ anchor, state, setState, isSelecting, setSelecting, onExport, onClose }: DisplayPanelProps) {
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom end">
      <Dialog aria-label="Display" className="grid w-72 gap-3 p-3 outline-none">
        <Select
          label="Sort by"
          value={state.order}
          onChange={(order) => void setState({ order })}
          options={ORDERS.map((id) => ({ id, text: ORDER_WORD[id] }))}
        />
        <Select
          label="Group by"
          value={state.group}
          onChange={(group) => void setState({ group, folded: [] })}
          options={GROUPINGS.map((id) => ({ id, text: GROUPING_WORD[id] }))}
        />
        <fieldset className="grid gap-1">
          <legend className="strong mb-1">Columns</legend>
          <div className="grid grid-cols-2">
            {COLUMNS.map((column) => (
              <label key={column} className="flex min-h-(--hit) cursor-pointer items-center gap-2">
                <input
                  type="checkbox"
                  className="box"
                  checked={state.cols.includes(column)}
                  onChange={({ target }) =>
                    void setState({ cols: COLUMNS.filter((one) => (one === column ? target.checked : state.cols.includes(one))) })
                  }
                />
                {COLUMN[column].word}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="grid gap-1">
          <legend className="strong mb-1">Rows</legend>
          <div className="flex gap-4">
            {(['compact', 'comfortable'] as const).map((density) => (
              <label key={density} className="flex min-h-(--hit) cursor-pointer items-center gap-2">
                <input
                  type="radio"
                  name="density"
                  className="accent-ink"
                  checked={state.density === density}
                  onChange={() => void setState({ density })}
                />
                {density === 'compact' ? 'Compact' : 'Comfortable'}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="flex flex-wrap gap-1 border-t border-joint pt-3">
          <Button
            className="sm:hidden"
            onPress={() => {
              setSelecting(!isSelecting)
              onClose()
            }}
          >
            {isSelecting ? 'Stop selecting' : 'Select tasks'}
          </Button>
          <Button onPress={onExport}>Export</Button>
          <Button icon="copy" onPress={() => void copyLink()}>
            Copy link
          </Button>
          <Button variant="bare" onPress={() => void setState({ order: null, group: null, cols: null, density: null, folded: null })}>
            As usual
          </Button>
        </div>
      </Dialog>
    </Popover>
  )
}

const copyLink = () => copyText(window.location.href, 'Link', 'Filters, order, groups and columns are in it.')
