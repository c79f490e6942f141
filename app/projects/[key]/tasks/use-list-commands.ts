'use client'
import { useRouter } from 'next/navigation'
import { useCommands, type Command } from '#app/_shell/commands.ts'
import { taskPath, type TaskRow } from '#app/_tasks/task.ts'
import { templateOf } from './template-of.ts'
import type { Current } from './use-current.ts'
import type { ListActs } from './use-list-acts.ts'
import type { Selection } from './use-selection.ts'

interface Context {
  tasks: readonly TaskRow[]
  current: Current
  selection: Selection
  acts: ListActs
}

/** The keys of the list. Those that act on tasks are there only while there is one to act on. */
export function useListCommands({ tasks, current, selection, acts }: Context) {
  const router = useRouter()
  const { targets, selected } = acts
  const [task] = targets
  const name = targets.length === 1 ? (task?.key ?? '') : `${targets.length} tasks`

  function extend(step: number) {
    const from = current.task
    const next = current.move(step)
    selection.add([from, next].filter((one) => one !== null))
  }
  const moving: Command[] = [
    { id: 'tasks.next', title: 'Next task', group: 'Selection', keys: 'j', keysOnly: true, repeats: true, run: () => void current.move(1) },
    {
      id: 'tasks.before',
      title: 'Task before',
      group: 'Selection',
      keys: 'k',
      keysOnly: true,
      repeats: true,
      run: () => void current.move(-1),
    },
    { id: 'tasks.extend', title: 'Select down', group: 'Selection', keys: 'Shift+j', keysOnly: true, repeats: true, run: () => extend(1) },
    {
      id: 'tasks.extend-up',
      title: 'Select up',
      group: 'Selection',
      keys: 'Shift+k',
      keysOnly: true,
      repeats: true,
      run: () => extend(-1),
    },
    { id: 'tasks.all', title: 'Select all that is loaded', group: 'Selection', keys: '$mod+a', run: () => selection.add(tasks) },
    { id: 'tasks.last', title: 'Last loaded task', group: 'Selection', keys: 'Shift+g', keysOnly: true, run: () => current.jump('last') },
  ]
  const { task: row } = current
  const onRow: Command[] = row
    ? [
        {
          id: 'tasks.open',
          title: `Open ${row.key}`,
          group: 'Task',
          keys: 'o',
          run: () => router.push(taskPath(row.key.replace(/-\d+$/, ''), row.key)),
        },
        { id: 'tasks.select', title: `Select ${row.key}`, group: 'Selection', keys: 'x', run: () => selection.toggle(row) },
        { id: 'tasks.rename', title: `Edit the title of ${row.key}`, group: 'Task', keys: 'e', run: () => acts.rename(row) },
        { id: 'tasks.estimate', title: `Estimate ${row.key}`, group: 'Task', keys: 'Shift+e', run: () => acts.pick('estimate') },
      ]
    : []
  const onTargets: Command[] = task
    ? [
        { id: 'tasks.status', title: `Status of ${name}`, group: 'Task', keys: 's', run: () => acts.pick('status') },
        { id: 'tasks.priority', title: `Priority of ${name}`, group: 'Task', keys: 'p', run: () => acts.pick('priority') },
        { id: 'tasks.assign', title: `Assign ${name}`, group: 'Task', keys: 'a', icon: 'person', run: () => acts.pick('assignee') },
        { id: 'tasks.tags', title: `Tags of ${name}`, group: 'Task', keys: 'l', words: 'labels', run: () => acts.pick('tags') },
        {
          id: 'tasks.deadline',
          title: `Deadline of ${name}`,
          group: 'Task',
          keys: 'd',
          icon: 'calendar',
          run: () => acts.pick('deadline'),
        },
        { id: 'tasks.hold', title: `Hold ${name}`, group: 'Task', keys: 'h', icon: 'hold', run: acts.hold },
        {
          id: 'tasks.blocked-by',
          title: `${name} blocked by…`,
          group: 'Task',
          keys: 'm b',
          icon: 'blocked-by',
          run: () => acts.link('BLOCKS'),
        },
        {
          id: 'tasks.duplicate',
          title: `${name} duplicates…`,
          group: 'Task',
          keys: 'm x',
          icon: 'duplicate',
          run: () => acts.link('DUPLICATES'),
        },
        {
          id: 'tasks.template',
          title: `Save ${name} as a template`,
          group: 'Task',
          icon: 'copy',
          run: () => router.push(templateOf(task.key.replace(/-\d+$/, ''), targets)),
        },
        { id: 'tasks.delete', title: `Delete ${name}`, group: 'Task', keys: '#', run: acts.remove },
      ]
    : []
  const leaving: Command[] = selected.length
    ? [{ id: 'tasks.clear', title: 'Clear the selection', group: 'Selection', keys: 'Escape', run: selection.clear }]
    : []
  useCommands([...moving, ...onRow, ...onTargets, ...leaving])
}
