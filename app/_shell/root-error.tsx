'use client'
import { PlainHead } from './lost.tsx'
import { PageError, type PageErrorProps } from './page-error.tsx'

export function RootError(props: PageErrorProps) {
  return (
    <>
      <PlainHead />
      <main id="content">
        <PageError {...props} />
      </main>
    </>
  )
}
