'use client'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './button.tsx'
import { FLOAT } from './popover.tsx'

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  /** Must be answered: no close button, no click outside, as for a refusal or a secret that is shown once. */
  modal?: boolean
  wide?: boolean
  children: ReactNode
}

export function Dialog({ title, isOpen, onClose, modal = false, wide = false, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!modal}
      isKeyboardDismissDisabled={modal}
      className="fixed inset-0 z-20 grid place-items-center bg-fascia/55 p-3 max-sm:place-items-end max-sm:p-0"
    >
      <Modal className={`${FLOAT} max-h-[calc(100dvh-1.5rem)] w-full overflow-auto ${wide ? 'max-w-180' : 'max-w-120'}`}>
        <AriaDialog className="outline-none">
          <div className="sticky top-0 z-1 flex items-center gap-2 border-b border-joint bg-plate py-2 pr-2 pl-4">
            <Heading slot="title" className="min-w-0 flex-1 text-lg">
              {title}
            </Heading>
            {!modal && <IconButton icon="close" label="Close" onPress={onClose} />}
          </div>
          <div className="grid gap-4 p-4">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The last line of a dialog or form: what to do first, then the way out. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>
}
