import { connection } from 'next/server'
import { Door } from '#app/_door/door.tsx'
import { InviteForm } from './invite-form.tsx'

export const metadata = { title: 'Invitation', referrer: 'no-referrer' as const }

export default async function InvitePage({ params }: { params: Promise<{ secret: string }> }) {
  await connection()
  return (
    <Door>
      <InviteForm secret={(await params).secret} />
    </Door>
  )
}
