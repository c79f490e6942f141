import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Providers } from './_shell/providers.tsx'
import { Sprite } from './_ui/sprite.tsx'

export const metadata: Metadata = {
  title: { template: '%s · Task Orchestrator', default: 'Task Orchestrator' },
  description: 'One dependency graph of work, shared by people and AI agents.',
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover', colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const jar = await cookies()
  const theme = jar.get('theme')?.value
  const sidebar = jar.get('sidebar')?.value
  return (
    // The switches in the fascia change both without a render.
    <html
      lang="en"
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      data-sidebar={sidebar === 'closed' ? sidebar : undefined}
      suppressHydrationWarning
    >
      <body>
        <Sprite />
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
