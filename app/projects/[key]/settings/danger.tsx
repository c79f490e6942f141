'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Confirm } from '#app/_ui/confirm.tsx'
import { Setting } from '#app/_ui/setting.tsx'
import type { Project } from './documents.ts'
import { useProjectSave } from './use-project-save.tsx'

export function Danger({ project }: { project: Project }) {
  const { save, dialog } = useProjectSave(project)
  const [isAsking, setAsking] = useState(false)
  const canArchive = project.viewerCan.includes('ARCHIVE')
  const { key, version, counts, status } = project
  const isArchived = status === 'ARCHIVED'
  return (
    <>
      <Setting
        title={isArchived ? 'Open it again' : 'Archive the project'}
        about="An archived project is read-only. Nothing in it is deleted, and its owners can open it again at any time."
      >
        {isArchived ? (
          <p>
            {key} is archived: its {counts.total.toLocaleString('en')} tasks can be read and searched, not changed, and agents get no work
            from it.
          </p>
        ) : (
          <p>
            {counts.open.toLocaleString('en')} of {counts.total.toLocaleString('en')} tasks are open. They stay as they are, cannot be
            claimed or changed, and wait until the project is opened again.
          </p>
        )}
        {canArchive && (
          <Actions>
            {isArchived ? (
              <Button variant="primary" onPress={() => void save(`${key} is open again`, { status: 'ACTIVE' }, version)}>
                Open {key} again
              </Button>
            ) : (
              <Button variant="stop" onPress={() => setAsking(true)}>
                Archive {key}…
              </Button>
            )}
          </Actions>
        )}
      </Setting>
      {isAsking && (
        <Confirm
          title={`Archive ${key}`}
          action={`Archive ${key}`}
          onClose={() => setAsking(false)}
          onConfirm={async () => (await save(`${key} is archived`, { status: 'ARCHIVED' }, version)) === null}
        >
          <p>
            Nobody can change its {counts.open.toLocaleString('en')} open tasks until it is opened again. Claims that are open now run out
            with their leases, and what their holders still send is refused.
          </p>
          <p className="text-ink-2">You can undo this.</p>
        </Confirm>
      )}
      {dialog}
    </>
  )
}
