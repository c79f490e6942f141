import { headers } from 'next/headers'
import { Lost } from './_shell/lost.tsx'
import { Shell } from './_shell/shell.tsx'

export const metadata = { title: 'Nothing here' }

/** With the sidebar around it, so that every way on is at hand. Who is not signed in is asked to sign in, whatever the address. */
export default async function NotFound() {
  const asked = (await headers()).get('x-path')?.slice(0, 200)
  const isProject = asked?.startsWith('/projects/')
  return (
    <Shell project={null}>
      <Lost asked={asked}>
        {isProject
          ? 'The project does not exist, or you are not a member of it. Any of its owners can add you.'
          : 'The page does not exist, or it is not for you to see.'}
      </Lost>
    </Shell>
  )
}
