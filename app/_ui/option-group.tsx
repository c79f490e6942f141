'use client'
import { useId, type ReactNode } from 'react'

interface Option {
  id: string
  content: ReactNode
}
interface OptionGroupProps {
  label: string
  hideLabel?: boolean
  options: readonly Option[]
  value: string | null
  onChange: (id: string) => void
}

/** One of a few answers, each on a plate of its own. */
export function OptionGroup({ label, hideLabel, options, value, onChange }: OptionGroupProps) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className={hideLabel ? 'sr-only' : 'strong mb-1'}>{label}</legend>
      <div className="option-group">
        {options.map(({ id, content }) => (
          <label key={id}>
            <input type="radio" name={name} value={id} checked={id === value} onChange={() => onChange(id)} />
            <span className="min-w-0 [overflow-wrap:anywhere]">{content}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
