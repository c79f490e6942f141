import { cookies } from 'next/headers'
import { Hydrate } from '#app/_graphql/provider.tsx'
import { load } from '#app/_graphql/server.ts'
import { ProjectsDocument } from '#app/_projects/documents.ts'
import { ProjectsScreen } from '#app/_projects/projects-screen.tsx'
import { Shell } from '#app/_shell/shell.tsx'

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
