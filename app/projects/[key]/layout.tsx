import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ProjectDocument } from '#app/_shell/documents.ts'
import { Shell } from '#app/_shell/shell.tsx'
import { ProjectHead } from './project-head.tsx'

export default async function ProjectLayout({ params, children }: { params: Promise<{ key: string }>; children: ReactNode }) {
  const key = (await params).key.toUpperCase()
  const { data, handover } = await load(ProjectDocument, { project: key })
  if (!data.project) notFound()
  return (
    <Shell project={data.project.key}>
      <Hydrate handovers={[handover]}>
        <ProjectHead project={key} />
        {children}
      </Hydrate>
    </Shell>
  )
}
