'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { TextField } from '#app/_ui/field.tsx'
import { Menu, MenuItem, MenuLine } from '#app/_ui/menu.tsx'
import { refuse, tell } from '#app/_ui/toast.tsx'

export function Menus() {
  const [shown, setShown] = useState<Iterable<string | number>>(['status'])
  return (
    <p className="flex flex-wrap gap-2">
      <Menu aria-label="Acts" trigger={<Button icon="more">Acts</Button>}>
        <MenuItem id="open" icon="right" shortcut="Enter">
          Open
        </MenuItem>
        <MenuItem id="copy" icon="copy">
          Copy the key
        </MenuItem>
        <MenuItem id="none" icon="claim" isDisabled>
          Claim
        </MenuItem>
        <MenuLine />
        <MenuItem id="delete" icon="close" stop>
          Delete
        </MenuItem>
      </Menu>
      <Menu
        aria-label="Columns"
        trigger={<Button icon="table">Columns</Button>}
        selectionMode="multiple"
        selectedKeys={shown}
        onSelectionChange={(keys) => keys !== 'all' && setShown(keys)}
      >
        <MenuItem id="status">Status</MenuItem>
        <MenuItem id="estimate">Estimate</MenuItem>
      </Menu>
    </p>
  )
}

export function Dialogs() {
  const [open, setOpen] = useState<'plain' | 'modal' | 'wide' | null>(null)
  return (
    <p className="flex flex-wrap gap-2">
      <Button onPress={() => setOpen('plain')}>Dialog</Button>
      <Button onPress={() => setOpen('modal')}>Must be answered</Button>
      <Button onPress={() => setOpen('wide')}>Wide</Button>
      {open && (
        <Dialog title="Hold BEADS-412" isOpen onClose={() => setOpen(null)} modal={open === 'modal'} wide={open === 'wide'}>
          <TextField label="What it waits for" autoFocus />
          <Actions>
            <Button variant="primary" onPress={() => setOpen(null)}>
              Hold task
            </Button>
            <Button variant="bare" onPress={() => setOpen(null)}>
              Cancel
            </Button>
          </Actions>
        </Dialog>
      )}
    </p>
  )
}

export function Messages() {
  return (
    <p className="flex flex-wrap gap-2">
      <Button onPress={() => tell('BEADS-655 completed, 1 task freed', { action: { word: 'Undo', run: () => tell('Undone') } })}>
        Done
      </Button>
      <Button onPress={() => refuse('BEADS-424 cannot start.', { detail: 'It waits for BEADS-413 and BEADS-418.' })}>Refused</Button>
    </p>
  )
}
