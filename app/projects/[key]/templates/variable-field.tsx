'use client'
import { useId } from 'react'
import { ComboBox, Select } from '#app/_ui/choice.tsx'
import { TextArea, TextField } from '#app/_ui/field.tsx'
import type { TemplateProject, Variable } from './documents.ts'

interface Props {
  variable: Variable
  value: string | boolean
  members: TemplateProject['members']
  error: string | null
  onChange: (value: string | boolean) => void
}

/** One variable as the field that its type asks for. */
export function VariableField({ variable, value, members, error, onChange }: Props) {
  const { type, label, description, isRequired, choices, isMultiline } = variable
  const id = useId()
  const text = String(value)
  const name = isRequired ? label : `${label} (optional)`
  const common = { label: name, hint: description || undefined, error, onChange }
  switch (type) {
    case 'BOOLEAN':
      return (
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="box mt-px"
            checked={value === true}
            aria-describedby={description ? id : undefined}
            onChange={({ target }) => onChange(target.checked)}
          />
          <span>
            <span className="strong">{label}</span>
            {description && (
              <span id={id} className="block text-ink-2">
                {description}
              </span>
            )}
          </span>
        </label>
      )
    case 'CHOICE':
      return (
        <Select
          {...common}
          value={text || null}
          placeholder="Choose one"
          options={[...(isRequired ? [] : [{ id: '', text: 'None' }]), ...choices.map((choice) => ({ id: choice, text: choice }))]}
          className="max-w-80"
        />
      )
    case 'PERSON':
      return (
        <ComboBox
          {...common}
          value={text || null}
          placeholder="Name or handle"
          options={[
            ...(isRequired ? [] : [{ id: '', text: 'Nobody' }]),
            ...members
              .filter(({ role, actor }) => role !== 'VIEWER' && !actor.retiredAt)
              .map(({ actor }) => ({ id: actor.handle, text: `${actor.name} @${actor.handle}` })),
          ]}
          className="max-w-80"
        />
      )
    case 'DATE':
      return <TextField {...common} type="date" value={text} className="max-w-60" />
    case 'NUMBER':
    case 'INTEGER':
      return <TextField {...common} mono inputMode="decimal" value={text} className="max-w-40" />
    case 'LIST':
      return <TextArea {...common} hint={`${description ? `${description} ` : ''}One a line.`} rows={4} value={text} />
    case 'TEXT':
      return isMultiline ? <TextArea {...common} rows={4} value={text} /> : <TextField {...common} value={text} />
    default:
      return type satisfies never
  }
}
