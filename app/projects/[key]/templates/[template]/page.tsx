import type { Metadata } from 'next'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { PreviewDocument, TemplateDocument } from '../documents.ts'
import { FillScreen } from '../fill-screen.tsx'

export const metadata: Metadata = { title: 'Use a template' }

const now = () => Date.now()

export default async function TemplatePage({ params }: { params: Promise<{ key: string; template: string }> }) {
  const { key, template } = await params
  const project = key.toUpperCase()
  const [known, shown] = await Promise.all([
    load(TemplateDocument, { project, template }),
    load(PreviewDocument, { project, template, source: null, values: null }),
  ])
  return (
    <Hydrate handovers={[known.handover, shown.handover]}>
      <FillScreen project={project} template={template} today={new Date(now()).toISOString().slice(0, 10)} />
    </Hydrate>
  )
}
