'use client'
import { SavedViews } from '#app/_views/saved-views.tsx'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { ComboBox } from '#app/_ui/choice.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Chip, Tools } from '#app/_ui/list.tsx'
import { Menu, MenuItem, MenuSection } from '#app/_ui/menu.tsx'
import type { Asked } from './address.ts'
import { DaysFilter, daysWords } from './days-filter.tsx'
import type { KnownActor } from './documents.ts'
import { actionsOf, choiceWords, GROUPS, PROJECT_GROUPS, WORKSPACE_GROUPS, type Group } from './groups.ts'
import { TaskFilter } from './task-filter.tsx'
import { ACTION, type Action } from './words.ts'

type Change = (value: { [K in keyof Asked]?: Asked[K] | null } & { origin?: boolean | null }) => void

interface Props {
  project: string | null
  actors: readonly KnownActor[]
  asked: Asked & { origin: boolean }
  seesOrigin: boolean
  change: Change
  onExport: () => void
}

export function Filters({ project, actors, asked, seesOrigin, change, onExport }: Props) {
  const groups = project === null ? WORKSPACE_GROUPS : PROJECT_GROUPS
  return (
    <>
      <Tools title={project === null ? 'Workspace activity' : 'Activity'}>
        <ComboBox
          key={`${actors.length} ${asked.actor}`}
          label="By"
          hideLabel
          placeholder="By anyone"
          className="w-40"
          value={asked.actor}
          onChange={(actor) => change({ actor })}
          options={actors.map(({ handle, name }) => ({ id: handle, text: name === handle ? handle : `${name} (${handle})` }))}
        />
        <ActionMenu groups={groups} chosen={asked.action} onChange={(action) => change({ action })} />
        <DaysFilter from={asked.from} to={asked.to} onChange={change} />
        {project !== null && <TaskFilter key={asked.task} project={project} onChange={(task) => change({ task })} />}
        {project !== null && <SavedViews project={project} page="ACTIVITY" />}
        <span className="flex-1" />
        {seesOrigin && (
          <Button variant="bare" aria-pressed={asked.origin} onPress={() => change({ origin: asked.origin ? null : true })}>
            From where
          </Button>
        )}
        <Button onPress={onExport}>CSV…</Button>
      </Tools>
      <Applied asked={asked} groups={groups} change={change} />
    </>
  )
}

/** Every condition that narrows the log, each with a way to drop it. */
function Applied({ asked, groups, change }: Pick<Props, 'asked' | 'change'> & { groups: readonly Group[] }) {
  const parts: { id: string; words: string; drop: Parameters<Change>[0] }[] = [
    ...(asked.actor ? [{ id: 'actor', words: `by ${asked.actor}`, drop: { actor: null } }] : []),
    ...(asked.action.length > 0 ? [{ id: 'action', words: choiceWords(asked.action, groups).toLowerCase(), drop: { action: null } }] : []),
    ...(asked.from || asked.to ? [{ id: 'days', words: daysWords(asked.from, asked.to), drop: { from: null, to: null } }] : []),
    ...(asked.task ? [{ id: 'task', words: `of ${asked.task}`, drop: { task: null } }] : []),
  ]
  if (parts.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-joint px-(--pad-x) py-1.5" role="group" aria-label="Filters in use">
      {parts.map(({ id, words, drop }) => (
        <Chip key={id}>
          {words}
          <IconButton
            icon="close"
            label={`Drop the filter: ${words}`}
            className="-mr-1.5 size-6 max-sm:size-11"
            onPress={() => change(drop)}
          />
        </Chip>
      ))}
      {parts.length > 1 && (
        <Button variant="bare" onPress={() => change({ actor: null, action: null, task: null, from: null, to: null })}>
          Show everything
        </Button>
      )}
    </div>
  )
}

interface ActionMenuProps {
  groups: readonly Group[]
  chosen: Action[]
  onChange: (chosen: Action[]) => void
}

/** Actions under plain words; a whole group is one press. */
function ActionMenu({ groups, chosen, onChange }: ActionMenuProps) {
  const isWhole = (group: Group) => actionsOf(group).every((action) => chosen.includes(action))
  const all = groups.flatMap(actionsOf)
  function take(keys: ReadonlySet<unknown> | 'all') {
    if (keys === 'all') return onChange([])
    const toggled = groups.find((group) => keys.has(`all ${group}`) !== isWhole(group))
    const own = toggled ? actionsOf(toggled) : []
    const picked = toggled
      ? all.filter((action) => (own.includes(action) ? keys.has(`all ${toggled}`) : chosen.includes(action)))
      : all.filter((action) => keys.has(action))
    // One action of a whole group switched off: its head no longer holds the others.
    onChange(
      toggled && own.filter((action) => keys.has(action)).length === own.length - 1 ? all.filter((action) => keys.has(action)) : picked,
    )
  }
  return (
    <Menu
      aria-label="Which actions"
      selectionMode="multiple"
      selectedKeys={[...chosen, ...groups.filter(isWhole).map((group) => `all ${group}`)]}
      onSelectionChange={take}
      trigger={
        <Button icon="filter" aria-pressed={chosen.length > 0}>
          <span className="max-w-48 truncate">{choiceWords(chosen, groups)}</span>
          <Icon name="down" />
        </Button>
      }
    >
      {groups.map((group) => (
        <MenuSection key={group} aria-label={GROUPS[group]}>
          <MenuItem id={`all ${group}`} textValue={GROUPS[group]}>
            <span className="strong">{GROUPS[group]}</span>
          </MenuItem>
          {actionsOf(group).map((action) => (
            <MenuItem key={action} id={action} textValue={ACTION[action].word}>
              <Icon name={ACTION[action].icon} className="ml-3" />
              {ACTION[action].word}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </Menu>
  )
}
