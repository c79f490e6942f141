'use client'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo, useState, type FormEvent } from 'react'
import { useQuery } from 'urql'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button, LinkButton } from '#app/_ui/button.tsx'
import { Actions } from '#app/_ui/dialog.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Call, NothingHere } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { fromForm, toForm, type Filled } from '#app/_values/form.ts'
import { ValueField } from '#app/_values/value-field.tsx'
import { InstantiateTemplateDocument, PreviewDocument, TemplateDocument, type Preview } from './documents.ts'
import { Plan } from './plan.tsx'
import { useSettled } from './use-settled.ts'

interface Props {
  project: string
  template: string
  today: string
}

/** Fills in a template's variables beside the plan that comes of them, and creates its tasks. */
export function FillScreen({ project: key, template: id, today }: Props) {
  const [{ data }] = useQuery({ query: TemplateDocument, variables: { project: key, template: id } })
  const [filled, setFilled] = useState<Filled>({})
  const [wasSent, setSent] = useState(false)
  const [refused, setRefused] = useState<{ field: string; message: string }[]>([])
  const [isPending, setPending] = useState(false)
  const instantiate = useAct(InstantiateTemplateDocument)
  const router = useRouter()

  const [{ data: first }] = useQuery({ query: PreviewDocument, variables: { project: key, template: id, source: null, values: null } })
  const variables = useMemo(() => first?.templatePreview?.variables ?? [], [first])
  const shown = useMemo(() => ({ ...toForm(variables, { today }), ...filled }), [variables, today, filled])
  const values = useMemo(() => fromForm(variables, shown), [variables, shown])
  const asked = useSettled(values)
  const isAsked = Object.keys(filled).length > 0 || wasSent
  const [{ data: next }] = useQuery({
    query: PreviewDocument,
    variables: { project: key, template: id, source: null, values: asked },
    pause: !isAsked,
    requestPolicy: 'network-only',
  })
  const [last, setLast] = useState<Preview | null>(null)
  if (next?.templatePreview && next.templatePreview !== last) setLast(next.templatePreview)
  const preview = useDeferredValue((isAsked && last) || first?.templatePreview || null)

  if (data && (!data.template || !data.project)) return <NothingHere what="template" />
  if (!data?.template || !data.project) return null
  const { template, project } = data
  const canCreate = project.viewerCan.includes('CREATE_TASK')
  const faults = [...(isAsked ? (preview?.faults ?? []) : []), ...refused]
  const faultOf = (name: string) =>
    wasSent || name in filled ? (faults.find(({ field }) => field === `values.${name}`)?.message ?? null) : null
  const others = faults.filter(({ field }) => !field.startsWith('values.'))
  const count = preview?.tasks.length ?? 0
  const people = project.members.filter(({ role, actor }) => role !== 'VIEWER' && !actor.retiredAt).map(({ actor }) => actor)
  const path = `/projects/${key}/templates`

  function change(name: string, value: string | boolean) {
    setFilled((before) => ({ ...before, [name]: value }))
    setRefused([])
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    setSent(true)
    setPending(true)
    const result = await instantiate({ project: project.id, template: template.id, values, expectedVersion: template.version })
    setPending(false)
    if (!result) return
    if (result.__typename === 'InvalidInputError') return setRefused(result.issues)
    if (result.__typename !== 'InstantiateTemplateSuccess') return refuseBecause(result)
    const keys = result.created.flatMap(({ task }) => task?.key ?? [])
    tell(
      `${result.taskCount} ${result.taskCount === 1 ? 'task' : 'tasks'} created: ${keys[0]}${keys.length > 1 ? ` to ${keys.at(-1)}` : ''}`,
    )
    router.push(
      `/projects/${key}/${keys.length > 1 ? 'graph' : 'tasks'}?${keys.length > 1 ? `around=${keys[keys.length - 1]}&task=${keys[0]}` : ''}`,
    )
  }

  return (
    <>
      <Tools title={template.name} namedOnPhone>
        <LinkButton href={path} variant="bare" icon="left">
          Templates
        </LinkButton>
        <LinkButton href={`${path}/${id}/edit`} variant="bare" className="ml-auto">
          {template.viewerCanChange ? 'Edit' : 'Read its text'}
        </LinkButton>
      </Tools>
      <div className="template-page">
        <form noValidate className="template-form" onSubmit={(event) => void submit(event)}>
          {template.description && <p className="text-ink-2 [overflow-wrap:anywhere]">{template.description}</p>}
          {variables.length === 0 && <p className="text-ink-2">It asks for nothing.</p>}
          {variables.map((variable) => (
            <ValueField
              key={variable.name}
              asked={variable}
              value={shown[variable.name] ?? ''}
              people={people}
              error={faultOf(variable.name)}
              isLive
              onChange={(value) => change(variable.name, value)}
            />
          ))}
          {others.length > 0 && (
            <Call signal="stop" title="It cannot be created like this:">
              <ul className="mt-1 grid gap-1">
                {others.map(({ field, message }) => (
                  <li key={`${field} ${message}`}>
                    {field === 'expectedVersion' ? 'The template' : <span className="mono">{field}</span>} {message}
                  </li>
                ))}
              </ul>
            </Call>
          )}
          {canCreate ? (
            <Actions>
              <Button type="submit" variant="primary" isPending={isPending}>
                {count > 0 ? `Create ${count} ${count === 1 ? 'task' : 'tasks'}` : 'Create tasks'}
              </Button>
            </Actions>
          ) : (
            <Call signal="caution" title="You see this template and cannot use it here.">
              Only members of the project create tasks, and none are created in an archived one.
            </Call>
          )}
        </form>
        {preview && <Plan tasks={preview.tasks} />}
      </div>
    </>
  )
}
