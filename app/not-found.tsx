import { connection } from 'next/server'
import { LinkButton } from './_ui/button.tsx'
import { NothingHere } from './_ui/states.tsx'

export const metadata = { title: 'Nothing here' }

export default async function NotFound() {
  await connection()
  return (
    <main className="grid content-start gap-2 py-5">
      <h1 className="subject px-(--pad-x)">Nothing here</h1>
      <NothingHere />
      <p className="px-(--pad-x)">
        <LinkButton href="/">All projects</LinkButton>
      </p>
    </main>
  )
}
