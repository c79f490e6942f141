'use client'
import type { ReactNode } from 'react'
import type { NamedProject, Person, PersonActs } from './fascia.tsx'
import { Icon } from './icon.tsx'
import { Menu, MenuItem, MenuLine } from './menu.tsx'

interface ProjectMenuProps {
  trigger: ReactNode
  project: NamedProject | null
  projects: NamedProject[]
}

export function ProjectMenu({ trigger, project, projects }: ProjectMenuProps) {
  return (
    <Menu aria-label="Projects" trigger={trigger} opensAtOnce>
      {projects.map(({ key, name }) => (
        <MenuItem key={key} id={key} href={`/projects/${key}/tasks`} textValue={name}>
          <span className="mono w-16 truncate text-ink-2">{key}</span>
          <span className="truncate">{name}</span>
          {key === project?.key && <Icon name="check" label="Shown now" className="ml-auto" />}
        </MenuItem>
      ))}
      {projects.length > 0 && <MenuLine />}
      <MenuItem id="all" href="/projects">
        All projects
      </MenuItem>
    </Menu>
  )
}

export function PersonMenu({ trigger, person, onTheme, onKeys, onSignOut }: { trigger: ReactNode; person: Person } & PersonActs) {
  return (
    <Menu aria-label="You" trigger={trigger} placement="bottom end" opensAtOnce>
      <MenuItem id="me" textValue={person.name} isDisabled>
        <span className="truncate">{person.name}</span>
        <span className="mono">{person.handle}</span>
      </MenuItem>
      <MenuLine />
      <MenuItem id="settings" icon="settings" href="/settings">
        My settings
      </MenuItem>
      {person.isAdmin && (
        <MenuItem id="admin" icon="person" href="/admin">
          Administration
        </MenuItem>
      )}
      <MenuItem id="theme" icon="theme" onAction={onTheme}>
        Switch light and dark
      </MenuItem>
      <MenuItem id="keys" icon="keyboard" onAction={onKeys}>
        Keyboard shortcuts
      </MenuItem>
      <MenuLine />
      <MenuItem id="sign-out" onAction={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
