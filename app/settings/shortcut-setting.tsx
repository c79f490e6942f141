'use client'
import { lazy, Suspense, useState } from 'react'
import { did } from '#app/_tasks/undo.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Part } from './part.tsx'
import { usePreference } from './use-preference.ts'

const Sheet = lazy(() => import('#app/_shell/sheet.tsx').then((file) => ({ default: file.Sheet })))

export function ShortcutSetting({ isOn }: { isOn: boolean }) {
  const set = usePreference()
  const [isOpen, setOpen] = useState(false)
  async function turn(on: boolean) {
    if (await set({ shortcuts: on })) did(on ? 'Single keys act' : 'Single keys are off', () => set({ shortcuts: !on }))
  }
  return (
    <Part
      id="shortcuts"
      title="Shortcuts"
      note="Single keys such as C and J act wherever you do not type. Switch them off if a screen reader or voice control needs them."
    >
      <label className="my-check">
        <input type="checkbox" className="box" checked={isOn} onChange={({ target }) => void turn(target.checked)} />
        <span>Single keys act</span>
      </label>
      <div>
        <Button onPress={() => setOpen(true)}>Show all shortcuts</Button>
      </div>
      {isOpen && (
        <Suspense>
          <Sheet isOn={isOn} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Part>
  )
}
