import type { IconName } from '#app/_ui/glyphs.ts'
import type { TaskStatus } from '#app/_ui/status.tsx'
import type { Command } from './commands.ts'
import { rank } from './rank.ts'

export interface PaletteTask {
  id: string
  key: string
  title: string
  status: TaskStatus
  project: { key: string }
}

export interface Item {
  id: string
  title: string
  icon?: IconName
  /** Shown before the title of a task. */
  task?: PaletteTask
  keys?: string
  href?: string
  run?: () => void
}
export interface Group {
  word: string
  items: Item[]
}

interface Found {
  text: string
  commands: Command[]
  /** Tasks that the text names. */
  exact: PaletteTask[]
  /** Tasks whose words it finds. */
  hits: PaletteTask[]
  recent: PaletteTask[]
}

const WORDS: Record<Command['group'], string> = {
  Selection: 'Selection',
  Task: 'Task',
  Create: 'Create',
  Go: 'Go to',
  View: 'View',
  Help: 'Help',
}
const ORDER = ['Selection', 'Task', 'Create', 'Go', 'View', 'Help'] as const
const MOST_COMMANDS = 12
/** Below this a command shares only letters with the text, and tasks that hold its words are meant more likely. */
const GOOD = 0.5

/** What the palette shows, best first; with nothing typed: what can be done here, and where one was. */
export function paletteGroups({ text, commands, exact, hits, recent }: Found): Group[] {
  // A page that takes a key of the shell replaces what the shell does with it.
  const holder = new Map(commands.map((command) => [command.keys ?? command.id, command]))
  const offered = commands.filter((command) => !command.hidden && !command.keysOnly && holder.get(command.keys ?? command.id) === command)
  if (!text.trim()) {
    const [selection, task, ...others] = ORDER.map((group) => ({
      word: WORDS[group],
      items: offered.filter((command) => command.group === group).map(itemOf),
    }))
    return [selection, task, { word: 'Recent tasks', items: recent.map(taskItem) }, ...others].filter(isFull)
  }
  const ranked = offered
    .map((command) => ({ command, score: score(text, command) }))
    .filter((one) => one.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_COMMANDS)
  const named = new Set(exact.map(({ id }) => id))
  const tasks = { word: 'Tasks', items: hits.filter(({ id }) => !named.has(id)).map(taskItem) }
  const groupsOf = (part: typeof ranked) =>
    [...new Set(part.map(({ command }) => command.group))].map((group) => ({
      word: WORDS[group],
      items: part.filter(({ command }) => command.group === group).map(({ command }) => itemOf(command)),
    }))
  const isNear = (ranked[0]?.score ?? 0) >= GOOD
  return [
    { word: 'Named so', items: exact.map(taskItem) },
    ...(isNear ? groupsOf(ranked) : []),
    tasks,
    ...(isNear ? [] : groupsOf(ranked)),
  ].filter(isFull)
}

function score(text: string, { title, group, words }: Command) {
  return Math.max(rank(text, title), 0.9 * rank(text, `${WORDS[group]} ${title}`), words ? 0.75 * rank(text, `${title} ${words}`) : 0)
}

const isFull = (group: Group | undefined): group is Group => group !== undefined && group.items.length > 0

const itemOf = ({ id, title, icon, keys, href, run }: Command): Item => ({ id: `command ${id}`, title, icon, keys, href, run })

function taskItem(task: PaletteTask): Item {
  return { id: `task ${task.id}`, title: task.title, task, href: `/projects/${task.project.key}/tasks/${task.key}` }
}
