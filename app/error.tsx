'use client'
import { PlainHead } from './_shell/lost.tsx'
import { PageError, type PageErrorProps } from './_shell/page-error.tsx'

export default function RootError(props: PageErrorProps) {
  return (
    <>
      <PlainHead />
      <main id="content">
        <PageError {...props} />
      </main>
    </>
  )
}
