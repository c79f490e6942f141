'use client'
import { Toaster, toast } from 'sonner'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import type { Message } from './toast.tsx'

const FACE = '[font:var(--w-text)_var(--text-sm)/var(--lh-ui)_var(--face-sans)] [font-stretch:var(--wdth-text)]'

export function Messages() {
  // At the foot of a phone lie its navigation, its primary action and its dialogs.
  const isPhone = window.matchMedia('(max-width: 640px)').matches
  return (
    <Toaster
      position={isPhone ? 'top-center' : 'bottom-right'}
      gap={8}
      offset={16}
      mobileOffset={{ top: 56, left: 8, right: 8 }}
      visibleToasts={4}
      toastOptions={{ unstyled: true, className: 'w-full sm:w-96' }}
      containerAriaLabel="Messages"
    />
  )
}

export function showMessage({ kind, text, action, detail, id: name }: Message) {
  const isRefusal = kind === 'refused'
  toast.custom(
    (id) => (
      <div
        role={isRefusal ? 'alert' : 'status'}
        className={`flex min-h-10 w-full items-center gap-2.5 rounded-2 border border-fascia-line bg-fascia py-1 pr-1 pl-3 text-fascia-ink shadow-float ${FACE}`}
      >
        <Icon name={isRefusal ? 'warning' : 'check'} label={isRefusal ? 'Refused' : undefined} />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {text}
          {detail && <span className="block text-fascia-ink-2">{detail}</span>}
        </span>
        {action && (
          <Button
            variant="fascia"
            onPress={() => {
              action.run()
              toast.dismiss(id)
            }}
          >
            {action.word}
          </Button>
        )}
        <IconButton icon="close" label="Close message" variant="fascia" className="border-transparent" onPress={() => toast.dismiss(id)} />
      </div>
    ),
    { id: name, duration: isRefusal ? Infinity : action ? 12_000 : 5_000, unstyled: true },
  )
}

export const dismissMessage = (id: string) => void toast.dismiss(id)
