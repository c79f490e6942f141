import type { IconName } from '#app/_ui/glyphs.ts'

interface Page {
  page: string
  word: string
  icon: IconName
  /** What follows `g`. */
  key: string
}

/** The pages of a project, as sidebar, tabs, breadcrumbs, palette and keys name them. */
export const PAGES: Page[] = [
  { page: 'tasks', word: 'Tasks', icon: 'tasks', key: 't' },
  { page: 'board', word: 'Board', icon: 'board', key: 'b' },
  { page: 'graph', word: 'Graph', icon: 'graph', key: 'd' },
  { page: 'agents', word: 'Agents', icon: 'agent', key: 'a' },
  { page: 'insight', word: 'Insight', icon: 'insight', key: 'n' },
  { page: 'activity', word: 'Activity', icon: 'activity', key: 'v' },
  { page: 'settings', word: 'Settings', icon: 'settings', key: 's' },
]

export function pagePath(project: string, page: string) {
  return `/projects/${project}/${page}`
}

export interface Crumb {
  word: string
  /** Missing on the last one: it is the page itself. */
  href?: string
}

const ALONE: Record<string, string> = {
  inbox: 'Inbox',
  settings: 'My settings',
  admin: 'Administration',
  projects: 'Projects',
  dev: 'Components',
}

/** Where an address stands below its project: "Tasks / WEB-42". */
export function crumbsOf(path: string): Crumb[] {
  const [first = '', project = '', page, ...rest] = path.split('/').filter(Boolean).map(decode)
  if (first !== 'projects' || !page) return [{ word: first === '' ? 'Home' : (ALONE[first] ?? wordOf(first)) }]
  const crumbs = [page, ...rest].map((segment, n) => ({
    word: n === 0 ? (PAGES.find((one) => one.page === segment)?.word ?? wordOf(segment)) : wordOf(segment),
    href: [pagePath(project, page), ...rest.slice(0, n)].join('/'),
  }))
  return crumbs.map(({ word, href }, n) => (n < crumbs.length - 1 ? { word, href } : { word }))
}

/** Keys as they are, other segments as words. An id says nothing to a person. */
function wordOf(segment: string) {
  if (segment.startsWith('tpl_')) return 'Template'
  if (/^[a-z][a-z0-9]*-\d+$/i.test(segment)) return segment.toUpperCase()
  return /^[a-z-]+$/.test(segment) ? segment.charAt(0).toUpperCase() + segment.slice(1).replaceAll('-', ' ') : segment
}

function decode(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
