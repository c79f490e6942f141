'use client'
import { useRouter } from 'next/navigation'
import { useState, type RefObject } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { MenuItem, MenuLine, MenuList, MenuSection } from '#app/_ui/menu.tsx'
import { Popover } from '#app/_ui/popover.tsx'
import type { View, ViewPage } from './documents.ts'
import { useViewActs } from './use-view-acts.ts'
import { ViewForm } from './view-form.tsx'

interface ViewsMenuProps {
  anchor: RefObject<HTMLElement | null>
  project: string
  page: ViewPage
  views: View[]
  canShare: boolean
  current: View | null
  isChanged: boolean
  search: string
  onOpened: (id: string | null) => void
  onClose: () => void
}

export function ViewsMenu({ anchor, project, page, views, canShare, current, isChanged, search, onOpened, onClose }: ViewsMenuProps) {
  const router = useRouter()
  const acts = useViewActs(project, page)
  const [form, setForm] = useState<'save' | 'rename' | null>(null)
  const query = search

  function open(view: View) {
    onClose()
    onOpened(view.id)
    router.replace(`?${view.query}`, { scroll: false })
  }
  const own = views.filter(({ isShared }) => !isShared)
  const shared = views.filter(({ isShared }) => isShared)
  return (
    <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom start">
      <AriaDialog aria-label="Saved views" className="w-72 outline-none">
        {form ? (
          <ViewForm
            title={form === 'save' ? 'Save this view' : 'Rename'}
            name={form === 'rename' ? (current?.name ?? '') : ''}
            isShared={form === 'rename' ? null : canShare ? false : null}
            onBack={() => setForm(null)}
            onDone={async (name, isShared) => {
              if (form === 'rename') return current !== null && (await acts.update(current, { name })) && onClose()
              const id = await acts.save({ name, query, isShared })
              if (id === null) return
              onOpened(id)
              onClose()
            }}
          />
        ) : (
          <MenuList aria-label="Saved views" autoFocus="first" shouldCloseOnSelect={false}>
            {views.length === 0 && (
              <MenuItem id="none" isDisabled>
                No saved view yet
              </MenuItem>
            )}
            <Section title="Mine" views={own} current={current} onOpen={open} />
            <Section title="Shared" views={shared} current={current} onOpen={open} />
            <MenuLine />
            <MenuItem id="save" icon="plus" onAction={() => setForm('save')}>
              Save this view…
            </MenuItem>
            {current?.viewerCanChange && isChanged && (
              <MenuItem
                id="update"
                icon="check"
                onAction={() => void acts.update(current, { query }).then((isDone) => isDone && onClose())}
              >
                {`Update “${current.name}”`}
              </MenuItem>
            )}
            {current?.viewerCanChange && (
              <>
                <MenuItem id="rename" icon="note" onAction={() => setForm('rename')}>
                  Rename…
                </MenuItem>
                {canShare && (
                  <MenuItem
                    id="share"
                    icon="person"
                    onAction={() => void acts.update(current, { isShared: !current.isShared }).then((isDone) => isDone && onClose())}
                  >
                    {current.isShared ? 'Keep for its owner' : 'Share with the project'}
                  </MenuItem>
                )}
                <MenuItem
                  id="delete"
                  icon="close"
                  stop
                  onAction={() =>
                    void acts.remove(current).then((isDone) => {
                      if (!isDone) return
                      onOpened(null)
                      onClose()
                    })
                  }
                >
                  {`Delete “${current.name}”`}
                </MenuItem>
              </>
            )}
          </MenuList>
        )}
      </AriaDialog>
    </Popover>
  )
}

function Section({ title, views, current, onOpen }: { title: string; views: View[]; current: View | null; onOpen: (view: View) => void }) {
  if (!views.length) return null
  return (
    <MenuSection aria-label={title}>
      <Header className="cap px-2.5 pt-2 pb-1">{title}</Header>
      {views.map((view) => (
        <MenuItem key={view.id} id={view.id} textValue={view.name} onAction={() => onOpen(view)}>
          <Icon name="check" className={view.id === current?.id ? '' : 'invisible'} label={view.id === current?.id ? 'Open' : undefined} />
          <span className="min-w-0 flex-1 truncate">{view.name}</span>
          {view.isShared && <ActorName actor={view.owner} className="max-w-28 text-ink-3" />}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
