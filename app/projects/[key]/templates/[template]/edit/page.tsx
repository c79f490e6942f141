import type { Metadata } from 'next'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { TemplateDocument } from '../../documents.ts'
import { EditScreen } from '../../edit-screen.tsx'

export const metadata: Metadata = { title: 'Edit a template' }

export default async function EditTemplatePage({ params }: { params: Promise<{ key: string; template: string }> }) {
  const { key, template } = await params
  const project = key.toUpperCase()
  const { handover } = await load(TemplateDocument, { project, template })
  return (
    <Hydrate handovers={[handover]}>
      <EditScreen project={project} template={template} />
    </Hydrate>
  )
}
