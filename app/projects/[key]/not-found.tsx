'use client'
import dynamic from 'next/dynamic'

const LostInProject = dynamic(() => import('#app/_shell/lost-in-project.tsx').then((file) => file.LostInProject))

export default function NotFound() {
  return <LostInProject />
}
