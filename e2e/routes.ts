import { readdirSync } from 'node:fs'

/**
 * One address per page of app/. `fresh` pages exist before the first person only, `stranger` pages want nobody signed in;
 * the journey leaves project BEADS behind, whose first task is BEADS-1.
 */
export const ROUTES: Record<string, { address: string; as: 'fresh' | 'stranger' | 'admin' }> = {
  '/': { address: '/', as: 'admin' },
  '/setup': { address: '/setup', as: 'fresh' },
  '/sign-in': { address: '/sign-in', as: 'stranger' },
  '/invite/[secret]': { address: '/invite/in_unknown', as: 'stranger' },
  // In development only; here it says that nothing is there.
  '/dev/ui': { address: '/dev/ui', as: 'admin' },
  '/inbox': { address: '/inbox', as: 'admin' },
  '/settings': { address: '/settings', as: 'admin' },
  '/import': { address: '/import', as: 'admin' },
  '/commands': { address: '/commands', as: 'admin' },
  '/projects/[key]/commands': { address: '/projects/BEADS/commands', as: 'admin' },
  '/projects': { address: '/projects', as: 'admin' },
  '/admin': { address: '/admin', as: 'admin' },
  '/projects/[key]': { address: '/projects/BEADS', as: 'admin' },
  '/projects/[key]/tasks': { address: '/projects/BEADS/tasks', as: 'admin' },
  '/projects/[key]/tasks/[task]': { address: '/projects/BEADS/tasks/BEADS-1', as: 'admin' },
  '/projects/[key]/board': { address: '/projects/BEADS/board', as: 'admin' },
  '/projects/[key]/insight': {
    address: '/projects/BEADS/insight?period=custom&from=2025-12-01&to=2026-01-17',
    as: 'admin',
  },
  '/projects/[key]/graph': { address: '/projects/BEADS/graph', as: 'admin' },
  '/projects/[key]/agents': { address: '/projects/BEADS/agents', as: 'admin' },
  '/admin/activity': { address: '/admin/activity', as: 'admin' },
  '/projects/[key]/settings': { address: '/projects/BEADS/settings', as: 'admin' },
  '/projects/[key]/templates': { address: '/projects/BEADS/templates', as: 'admin' },
  '/projects/[key]/templates/new': { address: '/projects/BEADS/templates/new', as: 'admin' },
  '/projects/[key]/templates/[template]': { address: '/projects/BEADS/templates/tpl_release', as: 'admin' },
  '/projects/[key]/templates/[template]/edit': { address: '/projects/BEADS/templates/tpl_feature/edit', as: 'admin' },
  '/projects/[key]/activity': { address: '/projects/BEADS/activity', as: 'admin' },
}

/** The routes that app/ really has. */
export function routesOnDisk() {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\/\([^)]+\)/g, ''))
    .sort()
}
