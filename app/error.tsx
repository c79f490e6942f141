'use client'
import dynamic from 'next/dynamic'
import type { PageErrorProps } from './_shell/page-error.tsx'

// Every page brings its error boundary along: what it shows comes when it is needed.
const RootError = dynamic(() => import('./_shell/root-error.tsx').then((file) => file.RootError))

export default function ErrorBoundary(props: PageErrorProps) {
  return <RootError {...props} />
}
