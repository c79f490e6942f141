'use client'
import { useQuery } from 'urql'
import { useProjectEvents } from '#app/_graphql/live.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { GroupHead, Tools } from '#app/_ui/list.tsx'
import { EmptyState, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { TemplatesDocument, type Template } from './documents.ts'
import { TemplateRow } from './template-row.tsx'
import './templates.css'

const GROUPS = [
  { origin: 'PROJECT', title: 'Of this project', note: 'Every member uses them.' },
  { origin: 'WORKSPACE', title: 'For everybody', note: 'Workspace admins keep them.' },
  { origin: 'GALLERY', title: 'Ready-made', note: 'Copy one to change it.' },
] as const

/** Every template that can be used here: the project's own, everybody's, and those that come with the product. */
export function TemplatesScreen({ project: key }: { project: string }) {
  const [{ data, error }, read] = useQuery({ query: TemplatesDocument, variables: { project: key } })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  useProjectEvents(data?.project?.id ?? '', (batch) => {
    if (batch === null || batch.some(({ action }) => action.startsWith('TEMPLATE_'))) readAgain()
  })
  const path = `/projects/${key}/templates`
  const canCreate = data?.project?.viewerCan.includes('CREATE_TASK') ?? false
  return (
    <>
      <Tools title="Templates" namedOnPhone>
        {canCreate && (
          <>
            <LinkButton href={`${path}/new?all=true`} className="max-sm:order-1 sm:ml-auto" icon="copy">
              From this project
            </LinkButton>
            <LinkButton href={`${path}/new`} variant="primary" icon="plus">
              New template
            </LinkButton>
          </>
        )}
      </Tools>
      {!data && !error && <Skeleton rows={6} label="Loading templates" />}
      {!data && error && (
        <ErrorState title="The templates did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data && !data.templates && <NothingHere what="project" />}
      {data?.templates &&
        GROUPS.map((group) => (
          <Group key={group.origin} {...group} templates={data.templates ?? []} project={key} canCreate={canCreate} onChanged={readAgain} />
        ))}
    </>
  )
}

interface GroupProps {
  origin: Template['origin']
  title: string
  note: string
  templates: Template[]
  project: string
  canCreate: boolean
  onChanged: () => void
}

function Group({ origin, title, note, templates, project, canCreate, onChanged }: GroupProps) {
  const some = templates.filter((template) => template.origin === origin)
  if (some.length === 0 && origin === 'WORKSPACE') return null
  return (
    <section aria-label={title}>
      <GroupHead title={title} count={some.length} note={note} />
      {some.length === 0 ? (
        <EmptyState title="None yet.">
          {canCreate
            ? 'Select tasks in the list and save them as a template, copy a ready-made one, or write one.'
            : 'Members of the project save them.'}
        </EmptyState>
      ) : (
        <ul>
          {some.map((template) => (
            <TemplateRow key={template.id} template={template} project={project} canCreate={canCreate} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </section>
  )
}
