import { redirect } from 'next/navigation'
import { connection } from 'next/server'

export default async function ProjectPage({ params }: { params: Promise<{ key: string }> }) {
  await connection()
  redirect(`/projects/${encodeURIComponent((await params).key)}/tasks`)
}
