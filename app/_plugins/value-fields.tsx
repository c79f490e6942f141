'use client'
import { useId } from 'react'
import { Select } from '#app/_ui/choice.tsx'
import { FIELD, INPUT, TextArea, TextField } from '#app/_ui/field.tsx'
import type { Argument } from './documents.ts'

export type Values = Record<string, string | boolean>
const MOST_CHARACTERS = 500_000

interface Props {
  spec: readonly Argument[]
  values: Values
  errors: Record<string, string>
  onChange: (values: Values) => void
}

/** What a command takes, or what can be set: a field for each, of its kind. */
export function ValueFields({ spec, values, errors, onChange }: Props) {
  return spec.map((argument) => (
    <ValueField
      key={argument.name}
      argument={argument}
      value={values[argument.name]}
      error={errors[argument.name] ?? null}
      onChange={(value) => onChange({ ...values, [argument.name]: value })}
    />
  ))
}

interface OneProps {
  argument: Argument
  value: string | boolean | undefined
  error: string | null
  onChange: (value: string | boolean) => void
}

function ValueField({ argument, value, error, onChange }: OneProps) {
  const { type, label, description, isRequired, isLong, choices, maxLength } = argument
  const id = useId()
  const text = typeof value === 'string' ? value : ''
  const shared = { label, hint: description || undefined, error, isRequired }
  switch (type) {
    case 'FLAG':
      return (
        <div className={FIELD}>
          <label htmlFor={id} className="flex items-center gap-2">
            <input id={id} type="checkbox" className="box" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
            {label}
          </label>
          {description && <span className="pl-6 text-ink-2">{description}</span>}
          {error && <span className="pl-6 text-stop-ink">{error}</span>}
        </div>
      )
    case 'CHOICE':
      return (
        <Select {...shared} options={choices.map((choice) => ({ id: choice, text: choice }))} value={text || null} onChange={onChange} />
      )
    case 'FILE':
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
            onChange={(event) => void event.target.files?.[0]?.text().then((read) => onChange(read.slice(0, MOST_CHARACTERS + 1)))}
          />
          {error ? <span className="text-stop-ink">{error}</span> : description && <span className="text-ink-2">{description}</span>}
        </div>
      )
    case 'TEXT':
      if (isLong) return <TextArea {...shared} value={text} onChange={onChange} maxLength={maxLength ?? undefined} />
      return <TextField {...shared} value={text} onChange={onChange} maxLength={maxLength ?? undefined} />
    case 'NUMBER':
    case 'INTEGER':
      return <TextField {...shared} value={text} onChange={onChange} inputMode="decimal" mono />
    case 'DATE':
      return <TextField {...shared} type="date" value={text} onChange={onChange} mono />
    case 'TASK':
      return <TextField {...shared} value={text} onChange={onChange} placeholder="A key such as WEB-42" mono />
    case 'ACTOR':
      return <TextField {...shared} value={text} onChange={onChange} placeholder="A handle" mono />
    default:
      return type satisfies never
  }
}

/** What the fields show at first: what is given, else the default. */
export function firstValues(spec: readonly Argument[], given: Readonly<Record<string, unknown>> = {}): Values {
  return Object.fromEntries(
    spec.map(({ name, type, default: otherwise }): [string, string | boolean] => {
      const value = given[name] ?? otherwise
      return [name, type === 'FLAG' ? value === true : value === null || value === undefined ? '' : String(value)]
    }),
  )
}

/** As the API takes them. What is no number stays as it was typed, so that the server says what is wrong. */
export function sentValues(spec: readonly Argument[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    spec.flatMap(({ name, type }): [string, unknown][] => {
      const value = values[name]
      if (value === undefined || value === '') return []
      const isNumber = (type === 'NUMBER' || type === 'INTEGER') && Number.isFinite(Number(value))
      return [[name, isNumber ? Number(value) : value]]
    }),
  )
}

/** Issues by the field of `arguments` or `settings`. */
export const issuesOf = (issues: readonly { field: string; message: string }[]) =>
  Object.fromEntries(issues.map(({ field, message }) => [field.split('.').slice(1).join('.') || field, message]))
