'use client'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/TextField'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { buttonClass } from './button.tsx'
import { FIELD, FieldLabel, FieldNote, INPUT, validity } from './field.tsx'
import { Icon } from './icon.tsx'
import { OPTION, Popover } from './popover.tsx'

export interface Option<K extends string = string> {
  id: K
  /** What is typed, searched and read out. */
  text: string
  /** What is shown, when that is more than the text: a mark, a key in mono. */
  content?: ReactNode
  disabled?: boolean
}

interface ChoiceProps<K extends string> {
  label: string
  hideLabel?: boolean
  options: Option<K>[]
  value: K | null
  onChange: (value: K) => void
  placeholder?: string
  hint?: ReactNode
  error?: string | null
  isDisabled?: boolean
  isRequired?: boolean
  name?: string
  className?: string
}

/** One of a few. */
export function Select<K extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
  hint,
  error,
  className = '',
  ...props
}: ChoiceProps<K>) {
  return (
    <AriaSelect
      {...props}
      value={value}
      onChange={(key) => isOption(options, key) && onChange(key)}
      {...validity(error)}
      className={`${FIELD} ${className}`}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <Button className={buttonClass('plain', 'w-full justify-between! font-normal')}>
        <SelectValue className="flex min-w-0 items-center gap-2 truncate data-placeholder:text-ink-3" />
        <Icon name="down" />
      </Button>
      <FieldNote hint={hint} error={error} />
      <Popover className="min-w-(--trigger-width)">
        <Options options={options} />
      </Popover>
    </AriaSelect>
  )
}

interface ComboBoxProps<K extends string> extends ChoiceProps<K> {
  /** When given, options come from outside (a search) and are not filtered again. */
  onInput?: (text: string) => void
  inputValue?: string
  empty?: string
  autoFocus?: boolean
}

/** One of many, found by typing. */
export function ComboBox<K extends string>(props: ComboBoxProps<K>) {
  const {
    label,
    hideLabel,
    options,
    value,
    onChange,
    hint,
    error,
    onInput,
    placeholder,
    empty = 'Nothing fits.',
    className = '',
    ...rest
  } = props
  return (
    <AriaComboBox
      {...rest}
      items={onInput ? options : undefined}
      defaultItems={onInput ? undefined : options}
      value={value}
      onChange={(key) => key !== null && isOption(options, key) && onChange(key)}
      onInputChange={onInput}
      {...validity(error)}
      allowsEmptyCollection
      menuTrigger="focus"
      className={`${FIELD} ${className}`}
    >
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <div className="relative">
        <Input placeholder={placeholder} className={`${INPUT} h-(--ctl) pr-8`} />
        <Button aria-label={`Show ${label.toLowerCase()}`} className="absolute inset-y-0 right-0 grid w-8 place-items-center">
          <Icon name="down" />
        </Button>
      </div>
      <FieldNote hint={hint} error={error} />
      <Popover className="min-w-(--trigger-width)">
        <Options options={onInput ? options : undefined} empty={empty} />
      </Popover>
    </AriaComboBox>
  )
}

function Options<K extends string>({ options, empty }: { options?: Option<K>[]; empty?: string }) {
  return (
    <ListBox items={options} className="outline-none" renderEmptyState={() => <p className="px-2.5 py-1 text-ink-2">{empty}</p>}>
      {(option: Option<K>) => (
        <ListBoxItem textValue={option.text} isDisabled={option.disabled} className={OPTION}>
          {option.content ?? option.text}
        </ListBoxItem>
      )}
    </ListBox>
  )
}

function isOption<K extends string>(options: Option<K>[], key: unknown): key is K {
  return options.some((option) => option.id === key)
}
