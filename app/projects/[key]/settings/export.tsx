'use client'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Setting } from '#app/_ui/setting.tsx'

const ExportDialog = lazy(() => import('#app/_projects/export-dialog.tsx').then((file) => ({ default: file.ExportDialog })))

export function Export({ project }: { project: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Setting title="Export" about="The whole project as JSON, with its history, or its tasks in another format.">
      <p>
        <Button aria-haspopup="dialog" onPress={() => setOpen(true)}>
          Export
        </Button>
      </p>
      <Suspense>{isOpen && <ExportDialog project={project} onClose={() => setOpen(false)} />}</Suspense>
    </Setting>
  )
}
