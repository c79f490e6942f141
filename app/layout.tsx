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
  const theme = (await cookies()).get('theme')?.value
  return (
    // The switch in the fascia changes the theme without a render.
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined} suppressHydrationWarning>
      <body>
        <Sprite />
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
