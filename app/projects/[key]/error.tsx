'use client'
import { PageError, type PageErrorProps } from '#app/_shell/page-error.tsx'

export default function ProjectError(props: PageErrorProps) {
  return <PageError {...props} />
}
