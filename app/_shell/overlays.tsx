'use client'
import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import type { Overlay } from './shell-commands.ts'
import type { Sidebar } from './sidebar.tsx'

const Palette = dynamic(() => import('./palette.tsx').then((file) => file.Palette), { ssr: false })
const Sheet = dynamic(() => import('./sheet.tsx').then((file) => file.Sheet), { ssr: false })
const Drawer = dynamic(() => import('./drawer.tsx').then((file) => file.Drawer), { ssr: false })
const NewTaskDialog = dynamic(() => import('./new-task-dialog.tsx').then((file) => file.NewTaskDialog), { ssr: false })
const CreateProject = dynamic(() => import('#app/_projects/create-project.tsx').then((file) => file.CreateProject), { ssr: false })

interface OverlaysProps {
  overlay: Overlay
  sidebar: ComponentProps<typeof Sidebar>
  shortcuts: boolean
  /** What was typed while it was on its way. */
  typed: () => string
  onClose: () => void
}

/** What opens over a page; nothing of it is loaded before. */
export function Overlays({ overlay, sidebar, shortcuts, typed, onClose }: OverlaysProps) {
  switch (overlay) {
    case 'palette':
      return <Palette project={sidebar.project?.key ?? null} typed={typed} onClose={onClose} />
    case 'sheet':
      return <Sheet isOn={shortcuts} onClose={onClose} />
    case 'drawer':
      return <Drawer sidebar={sidebar} onClose={onClose} />
    case 'new-task':
      return <NewTaskDialog project={sidebar.project?.key ?? null} projects={sidebar.projects} onClose={onClose} />
    case 'new-project':
      return <CreateProject onClose={onClose} />
  }
}
