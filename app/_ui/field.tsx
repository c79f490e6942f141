'use client'
import type { FormEvent, ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import {
  Input,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { Icon } from './icon.tsx'

export const INPUT =
  'w-full min-w-0 rounded-1 border border-control bg-plate px-2 placeholder:text-ink-3 max-sm:text-[16px] ' +
  'data-invalid:border-2 data-invalid:border-stop-lamp data-invalid:px-[7px] disabled:bg-panel disabled:text-ink-3'
export const FIELD = 'grid min-w-0 content-start gap-1'

interface FieldText {
  label: string
  /** Kept for screen readers, not shown: in toolbars where the value speaks for itself. */
  hideLabel?: boolean
  hint?: ReactNode
  /** The refusal, from the form or from the server. */
  error?: string | null
  className?: string
}

type TextFieldProps = FieldText &
  Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> & { placeholder?: string; mono?: boolean }

export function TextField({ label, hideLabel, hint, error, className = '', placeholder, mono, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} {...validity(error)} className={`${FIELD} ${className}`}>
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <Input placeholder={placeholder} onInput={judgeAgain} className={`${INPUT} h-(--ctl) ${mono ? 'mono' : ''}`} />
      <FieldNote hint={hint} error={error} />
    </AriaTextField>
  )
}

export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  className = '',
  placeholder,
  rows = 4,
  ...props
}: TextFieldProps & { rows?: number }) {
  return (
    <AriaTextField {...props} {...validity(error)} className={`${FIELD} ${className}`}>
      <FieldLabel hidden={hideLabel}>{label}</FieldLabel>
      <AriaTextArea
        rows={rows}
        placeholder={placeholder}
        onInput={judgeAgain}
        className={`${INPUT} resize-y py-1.5 text-md leading-normal`}
      />
      <FieldNote hint={hint} error={error} />
    </AriaTextField>
  )
}

export function FieldLabel({ children, hidden }: { children: ReactNode; hidden?: boolean }) {
  return <Label className={hidden ? 'sr-only' : 'strong'}>{children}</Label>
}

export function FieldNote({ hint, error }: Pick<FieldText, 'hint' | 'error'>) {
  return (
    <>
      {hint && !error && (
        <Text slot="description" className="text-ink-2">
          {hint}
        </Text>
      )}
      <FieldError className="flex items-start gap-1.5 text-stop-ink">
        {({ validationErrors }) => (
          <>
            <Icon name="warning" className="mt-px" />
            {error ?? validationErrors.join(' ')}
          </>
        )}
      </FieldError>
    </>
  )
}

/**
 * A fault goes with the keystroke that mends it. Were it to wait until the field is left, as it does by itself, then the press of
 * the button below would take it away, move that button from under the pointer, and do nothing.
 */
function judgeAgain({ currentTarget }: FormEvent<HTMLInputElement | HTMLTextAreaElement>) {
  if (currentTarget.ariaInvalid) currentTarget.dispatchEvent(new Event('change'))
}

/** A refusal of the server is shown but does not keep the browser from sending the form again. */
export function validity(error: string | null | undefined) {
  return error ? ({ isInvalid: true, validationBehavior: 'aria' } as const) : ({ validationBehavior: 'native' } as const)
}
