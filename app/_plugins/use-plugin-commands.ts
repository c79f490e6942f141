'use client'
import { useRouter } from 'next/navigation'
import { useQuery } from 'urql'
import type { Command } from '#app/_shell/commands.ts'
import { ProjectCommandsDocument, WorkspaceCommandsDocument, type PluginCommand } from './documents.ts'

/** The commands of plugins for the palette: of the project that one is in, then of the workspace. Each leads to its form. */
export function usePluginCommands(project: string | null): Command[] {
  const router = useRouter()
  const [own] = useQuery({ query: ProjectCommandsDocument, variables: { project: project ?? '' }, pause: project === null })
  const [all] = useQuery({ query: WorkspaceCommandsDocument })
  const offer = (base: string) => (command: PluginCommand) => {
    const href = `${base}?run=${encodeURIComponent(`${command.plugin}.${command.name}`)}`
    return {
      id: `plugin-${base}-${command.plugin}.${command.name}`,
      title: command.title,
      group: 'Go' as const,
      icon: 'right' as const,
      words: `${command.plugin} plugin command run ${command.description}`,
      href,
      run: () => router.push(href),
    }
  }
  return [
    ...(project === null ? [] : (own.data?.project?.pluginCommands ?? []).map(offer(`/projects/${project}/commands`))),
    ...(all.data?.pluginCommands ?? []).map(offer('/commands')),
  ]
}
