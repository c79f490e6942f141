import { connection } from 'next/server'
import { Door } from '#app/_door/door.tsx'
import { SetupForm } from './setup-form.tsx'

export const metadata = { title: 'Set up' }

export default async function SetupPage() {
  await connection()
  return (
    <Door title="Make the first admin">
      <SetupForm />
    </Door>
  )
}
