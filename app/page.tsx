import { cookies } from 'next/headers'
import { Hydrate } from './_graphql/provider.tsx'
import { load } from './_graphql/server.ts'
import { ProjectsDocument } from './_projects/documents.ts'
import { ProjectsScreen } from './_projects/projects-screen.tsx'
import { Shell } from './_shell/shell.tsx'

export const metadata = { title: 'Projects' }

export default async function ProjectsPage() {
  const { handover } = await load(ProjectsDocument, {})
  const last = (await cookies()).get('project')?.value ?? null
  return (
    <Shell project={last}>
      <Hydrate handovers={[handover]}>
        <ProjectsScreen />
      </Hydrate>
    </Shell>
  )
}
