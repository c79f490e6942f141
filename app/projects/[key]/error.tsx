'use client'
import dynamic from 'next/dynamic'
import type { PageErrorProps } from '#app/_shell/page-error.tsx'

const PageError = dynamic(() => import('#app/_shell/page-error.tsx').then((file) => file.PageError))

export default function ProjectError(props: PageErrorProps) {
  return <PageError {...props} />
}
