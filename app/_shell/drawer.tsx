'use client'
import { useEffect, useEffectEvent, useRef, type ComponentProps } from 'react'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '#app/_ui/button.tsx'
import { Sidebar } from './sidebar.tsx'

/** The sidebar over the page, where it does not fit beside it. Following a link closes it. */
export function Drawer({ sidebar, onClose }: { sidebar: ComponentProps<typeof Sidebar>; onClose: () => void }) {
  const places = useRef<HTMLElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    // Not the address: a link to the page that is open does not change it.
    const onClick = ({ target }: MouseEvent) => target instanceof Element && target.closest('a') && close()
    const list = places.current
    list?.addEventListener('click', onClick)
    return () => list?.removeEventListener('click', onClick)
  }, [])
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="fixed inset-0 z-20 bg-fascia/55">
      <Modal className="h-full w-72 max-w-[85vw] overflow-y-auto border-r border-joint-2 bg-plate shadow-float">
        <Dialog className="pb-6 outline-none">
          <div className="flex items-center border-b border-joint py-1 pr-1 pl-4">
            <Heading slot="title" className="flex-1 text-lg">
              Go to
            </Heading>
            <IconButton icon="close" label="Close" onPress={onClose} />
          </div>
          <nav ref={places} aria-label="All places" className="pt-2">
            <Sidebar {...sidebar} />
          </nav>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
