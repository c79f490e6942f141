'use client'
import { Toaster as Sonner, toast } from 'sonner'
import { Icon } from './icon.tsx'
import { Button, IconButton } from './button.tsx'

interface Extra {
  /** What can still be done about it: Undo, Open. */
  action?: { word: string; run: () => void }
  detail?: string
}

/** My own act, in one line: "BDS-655 completed, 1 task freed". */
export function tell(text: string, extra: Extra = {}) {
  show('check', text, extra, extra.action ? 12_000 : 5_000)
}

/** My act was refused: the cause, and in `detail` the next step. Stays until it is closed. */
export function refuse(text: string, extra: Extra = {}) {
  show('warning', text, extra, Infinity)
}

function show(icon: 'check' | 'warning', text: string, { action, detail }: Extra, duration: number) {
  toast.custom(
    (id) => (
      <div
        role={icon === 'warning' ? 'alert' : 'status'}
        className="flex min-h-10 w-full items-center gap-2.5 rounded-2 border border-fascia-line bg-fascia py-1 pr-1 pl-3 text-fascia-ink shadow-float [font:var(--w-text)_var(--text-sm)/var(--lh-ui)_var(--face-sans)] [font-stretch:var(--wdth-text)]"
      >
        <Icon name={icon} label={icon === 'warning' ? 'Refused' : undefined} />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {text}
          {detail && <span className="block text-fascia-ink-2">{detail}</span>}
        </span>
        {action && (
          <Button variant="fascia" onPress={() => { action.run(); toast.dismiss(id) }}>
            {action.word}
          </Button>
        )}
        <IconButton icon="close" label="Close message" variant="fascia" className="border-transparent" onPress={() => toast.dismiss(id)} />
      </div>
    ),
    { duration, unstyled: true },
  )
}

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 8, right: 8 }}
      visibleToasts={4}
      toastOptions={{ unstyled: true, className: 'w-full sm:w-96' }}
      containerAriaLabel="Messages"
    />
  )
}
