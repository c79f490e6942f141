'use client'
import { useProjectEvents, useProjectLive } from '#app/_graphql/live.ts'

/** Keeps what is shown of a project current, and tells when anything happens in it. */
export function Follow({ project, onEvents }: { project: { id: string; seq: number }; onEvents: () => void }) {
  useProjectLive(project.id, project.seq)
  useProjectEvents(project.id, onEvents)
  return null
}
