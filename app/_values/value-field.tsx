'use client'
import { useId } from 'react'
import { ComboBox, Select } from '#app/_ui/choice.tsx'
import { FIELD, INPUT, TextArea, TextField } from '#app/_ui/field.tsx'
import type { Asked } from './form.ts'

interface Props {
  asked: Asked
  value: string | boolean
  error: string | null
  /** Whom a PERSON may be. */
  people?: readonly { handle: string; name: string }[]
  /** The server judges while the form is filled in, so that the browser need not. */
  isLive?: boolean
  /** What is emptied has its default again, so that it cannot be empty. */
  keepsDefault?: boolean
  onChange: (value: string | boolean) => void
}

/** One value as the field that its type asks for. */
export function ValueField({ asked, value, error, people = [], isLive = false, keepsDefault = false, onChange }: Props) {
  const { type, label, description, isRequired, choices, isMultiline } = asked
  const text = typeof value === 'string' ? value : ''
  const mayBeEmpty = !isRequired && !(keepsDefault && (asked.default ?? null) !== null)
  const name = mayBeEmpty ? `${label} (optional)` : label
  const common = { label: name, hint: description || undefined, error, isRequired: isRequired && !isLive, onChange }
  switch (type) {
    case 'BOOLEAN':
      return <CheckField {...{ label, description, error, onChange }} isOn={value === true} />
    case 'FILE':
      return <FileField {...{ description, error, isRequired, onChange }} label={name} />
    case 'CHOICE':
      return (
        <Select
          {...common}
          value={text || null}
          placeholder="Choose one"
          options={[...(mayBeEmpty ? [{ id: '', text: 'None' }] : []), ...choices.map((choice) => ({ id: choice, text: choice }))]}
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
            ...(mayBeEmpty ? [{ id: '', text: 'Nobody' }] : []),
            ...people.map(({ handle, name: called }) => ({ id: handle, text: `${called} @${handle}` })),
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
    case 'TASK':
      return <TextField {...common} mono value={text} placeholder="A key such as WEB-42" />
    case 'ACTOR':
      return <TextField {...common} mono value={text} placeholder="A handle" />
    default:
      return type satisfies never
  }
}

interface OneProps {
  label: string
  description: string
  error: string | null
}

function CheckField({ label, description, error, isOn, onChange }: OneProps & { isOn: boolean; onChange: (value: boolean) => void }) {
  const id = useId()
  const note = error ?? description
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        className="box mt-px"
        checked={isOn}
        aria-describedby={note ? id : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        <span className="strong">{label}</span>
        {note && (
          <span id={id} className={`block ${error ? 'text-stop-ink' : 'text-ink-2'}`}>
            {note}
          </span>
        )}
      </span>
    </label>
  )
}

const MOST_CHARACTERS = 500_000

function FileField({
  label,
  description,
  error,
  isRequired,
  onChange,
}: OneProps & { isRequired: boolean; onChange: (text: string) => void }) {
  const id = useId()
  const note = error ?? description
  return (
    <div className={FIELD}>
      <label htmlFor={id} className="strong">
        {label}
      </label>
      <input
        id={id}
        type="file"
        className={`${INPUT} py-1`}
        required={isRequired}
        aria-describedby={note ? `${id}-note` : undefined}
        // One character too many, so that the server refuses the file rather than takes a part of it.
        onChange={({ target }) => void target.files?.[0]?.text().then((read) => onChange(read.slice(0, MOST_CHARACTERS + 1)))}
      />
      {note && (
        <span id={`${id}-note`} className={error ? 'text-stop-ink' : 'text-ink-2'}>
          {note}
        </span>
      )}
    </div>
  )
}
