'use client'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { useQuery } from 'urql'
import { ShellDocument } from './documents.ts'
import { Frame } from './frame.tsx'
import { Lost } from './lost.tsx'

/** With the sidebar around it, so that every way on is at hand. Who is not signed in is asked to sign in, whatever the address. */
export function LostPage() {
  const path = usePathname()
  const [{ data, error }] = useQuery({ query: ShellDocument })
  const isStranger = data ? data.me === null : error !== undefined
  useEffect(() => {
    if (isStranger) window.location.replace(`/sign-in?next=${encodeURIComponent(path)}`)
  }, [isStranger, path])
  return (
    <Frame project={null}>
      <Lost asked={path.slice(0, 200)}>
        {path.startsWith('/projects/')
          ? 'The project does not exist, or you are not a member of it. Any of its owners can add you.'
          : 'The page does not exist, or it is not for you to see.'}
      </Lost>
    </Frame>
  )
}
