'use client'
import { useRouter } from 'next/navigation'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { RouterProvider } from 'react-aria-components'
import { GraphqlProvider } from '#app/_graphql/provider.tsx'
import { Toaster } from '#app/_ui/toast.tsx'

export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter()
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(href) => router.push(href)}>
        <NuqsAdapter>
          <GraphqlProvider>{children}</GraphqlProvider>
        </NuqsAdapter>
        <Toaster />
      </RouterProvider>
    </I18nProvider>
  )
}
