'use client'
import { useState } from 'react'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Part } from './part.tsx'
import { applyTheme, THEMES, type Theme } from './theme.ts'

const isTheme = (id: string): id is Theme => id in THEMES

export function Appearance({ atFirst }: { atFirst: Theme }) {
  const [theme, setTheme] = useState(atFirst)
  return (
    <Part id="appearance" title="Appearance" note="Kept in this browser. The button in the head switches between light and dark.">
      <div className="max-w-80">
        <OptionGroup
          label="Theme"
          hideLabel
          value={theme}
          onChange={(id) => {
            if (!isTheme(id)) return
            setTheme(id)
            applyTheme(id)
          }}
          options={Object.entries(THEMES).map(([id, word]) => ({ id, content: word }))}
        />
      </div>
    </Part>
  )
}
