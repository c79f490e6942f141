'use client'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { useReread } from '#app/_graphql/use-reread.ts'
import { Button } from '#app/_ui/button.tsx'
import { Tools } from '#app/_ui/list.tsx'
import { Call, ErrorState, NothingHere, Skeleton } from '#app/_ui/states.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import { address, TABS, type Tab } from './address.ts'
import { ProjectBrief } from './brief.tsx'
import { Danger } from './danger.tsx'
import { SettingsDocument, type Project } from './documents.ts'
import { Export } from './export.tsx'
import { Import } from './import.tsx'
import { General } from './general.tsx'
import { Members } from './members.tsx'
import { Tags } from './tags.tsx'
import { Tokens } from './tokens.tsx'

const Webhooks = dynamic(() => import('./webhooks.tsx').then((file) => file.Webhooks), { ssr: false })

const Plugins = dynamic(() => import('./plugins.tsx').then((file) => file.Plugins), { ssr: false })

const REREAD_MS = 2_000

export function SettingsScreen({ project: ref }: { project: string }) {
  const [{ tab }] = useQueryStates(address)
  const [{ data, error }, read] = useQuery({ query: SettingsDocument, variables: { project: ref } })
  const project = data?.project
  const readAgain = () => read({ requestPolicy: 'network-only' })
  useReread(project?.id ?? '', readAgain, REREAD_MS)
  const path = `/projects/${ref}/settings`
  return (
    <>
      <Tools title="Settings">
        <Tabs label="Settings" tabs={TABS} current={tab} href={(id) => (id === 'general' ? path : `${path}?tab=${id}`)} />
      </Tools>
      {!data && !error && <Skeleton rows={5} label="Loading settings" />}
      {!data && error && (
        <ErrorState title="The settings did not load." retry={<Button onPress={readAgain}>Try again</Button>}>
          {error.message}
        </ErrorState>
      )}
      {data && !project && <NothingHere what="project" />}
      {project && (
        <>
          <ReadOnly project={project} tab={tab} />
          <Part tab={tab} project={project} onChanged={readAgain} />
        </>
      )}
    </>
  )
}

function Part({ tab, project, onChanged }: { tab: Tab; project: Project; onChanged: () => void }) {
  switch (tab) {
    case 'general':
      return (
        <>
          <General project={project} />
          {project.viewerCan.includes('CREATE_TASK') && project.viewerCan.includes('MANAGE_MEMBERS') && <Import project={project.key} />}
          <Export project={project.key} />
        </>
      )
    case 'brief':
      return <ProjectBrief project={project} />
    case 'members':
      return <Members project={project} onChanged={onChanged} />
    case 'tokens':
      return <Tokens project={project} onChanged={onChanged} />
    case 'tags':
      return <Tags project={project} onChanged={onChanged} />
    case 'webhooks':
      return <Webhooks project={project} />
    case 'plugins':
      return <Plugins project={project.key} />
    case 'danger':
      return <Danger project={project} />
    default:
      return tab satisfies never
  }
}

/** Why nothing can be changed here. */
function ReadOnly({ project, tab }: { project: Project; tab: Tab }) {
  const canChange = project.viewerCan.includes('UPDATE_PROJECT')
  if (!canChange && tab !== 'tokens')
    return (
      <Call signal="caution" title="You see these settings and cannot change them.">
        Only an owner of the project changes them. {ownersOf(project)}
      </Call>
    )
  if (project.status === 'ARCHIVED' && (tab === 'general' || tab === 'brief' || tab === 'tags'))
    return (
      <Call signal="caution" title="This project is archived, so this cannot be changed.">
        Open it again first, under Archive.
      </Call>
    )
  return null
}

function ownersOf({ members }: Project) {
  const names = members.filter(({ role }) => role === 'OWNER').map(({ actor }) => actor.name)
  return names.length ? `Ask ${names.slice(0, 3).join(' or ')}.` : 'Ask a workspace admin.'
}
