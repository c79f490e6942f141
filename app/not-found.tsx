'use client'
import dynamic from 'next/dynamic'

// Every page brings this along for the case that it is missing: what it shows comes when it is needed.
const LostPage = dynamic(() => import('./_shell/lost-page.tsx').then((file) => file.LostPage))

export default function NotFound() {
  return <LostPage />
}
