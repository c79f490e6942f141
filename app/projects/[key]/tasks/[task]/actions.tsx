'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCommands } from '#app/_shell/commands.ts'
import { Refused, type Refusal } from '#app/_tasks/refused.tsx'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '#app/_ui/menu.tsx'
import type { Task } from './documents.ts'

const TaskDialog = dynamic(() => import('#app/_tasks/task-dialog.tsx').then((file) => file.TaskDialog), { ssr: false })
const CompleteDialog = dynamic(() => import('./complete-dialog.tsx').then((file) => file.CompleteDialog), { ssr: false })
const AskDialog = dynamic(() => import('#app/_questions/ask-dialog.tsx').then((file) => file.AskDialog), { ssr: false })
const PackageDialog = dynamic(() => import('./package-dialog.tsx').then((file) => file.PackageDialog), { ssr: false })

type Asking = 'complete' | 'cancel' | 'hold' | 'ask' | 'package'

/** What the viewer may do now: the next step as buttons, the rest behind "More". */
export function TaskActions({ task, project, readAgain }: { task: Task; project: string; readAgain: () => void }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const acts = useTaskActs(setRefusal)
  const can = (act: Task['viewerCan'][number]) => task.viewerCan.includes(act)
  const canComplete = can('COMPLETE') || can('FORCE_COMPLETE')
  const then = (act: Promise<boolean>) => {
    setRefusal(null)
    void act.then(readAgain)
  }
  useCommands([
    ...(can('HOLD') ? [{ id: 'hold', title: 'Hold', group: 'Task', icon: 'hold', keys: 'h', run: () => setAsking('hold') } as const] : []),
    ...(can('RELEASE_HOLD')
      ? [
          {
            id: 'hold',
            title: 'Take off hold',
            group: 'Task',
            icon: 'unblocked',
            keys: 'h',
            run: () => then(acts.releaseHold(task)),
          } as const,
        ]
      : []),
    ...(can('ASK')
      ? [{ id: 'ask', title: 'Ask a question', group: 'Task', icon: 'question', keys: 'q', run: () => setAsking('ask') } as const]
      : []),
    ...(canComplete
      ? [
          {
            id: 'complete',
            title: 'Complete',
            group: 'Task',
            icon: 'status-completed',
            keys: 'Shift+D',
            run: () => setAsking('complete'),
          } as const,
        ]
      : []),
    { id: 'package', title: 'Show the work package', group: 'Task', icon: 'agent', run: () => setAsking('package') },
  ])

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {can('RELEASE_HOLD') && (
          <Button icon="unblocked" onPress={() => then(acts.releaseHold(task))}>
            Take off hold
          </Button>
        )}
        {can('REOPEN') && (
          <Button icon="undo" onPress={() => then(acts.reopen(task))}>
            Reopen
          </Button>
        )}
        {can('RELEASE_CLAIM') && !task.claim && (
          <Button icon="undo" onPress={() => then(acts.release(task))}>
            Release
          </Button>
        )}
        {can('CLAIM') && (
          <Button icon="claim" onPress={() => then(acts.claim(task))}>
            Claim
          </Button>
        )}
        {can('START') && (
          <Button icon="status-in-progress" variant={canComplete ? 'plain' : 'primary'} onPress={() => then(acts.start(task))}>
            Start
          </Button>
        )}
        {canComplete && (
          <Button
            icon="status-completed"
            variant={task.status === 'IN_PROGRESS' ? 'primary' : 'plain'}
            onPress={() => setAsking('complete')}
          >
            Complete…
          </Button>
        )}
        <Menu aria-label="More to do" placement="bottom end" trigger={<IconButton icon="more" label="More to do" variant="plain" />}>
          {can('ASK') && (
            <MenuItem id="ask" icon="question" shortcut="Q" onAction={() => setAsking('ask')}>
              Ask a question…
            </MenuItem>
          )}
          {can('HOLD') && (
            <MenuItem id="hold" icon="hold" shortcut="H" onAction={() => setAsking('hold')}>
              Hold…
            </MenuItem>
          )}
          <MenuItem id="package" icon="agent" onAction={() => setAsking('package')}>
            Show what an agent gets
          </MenuItem>
          {can('CANCEL') && (
            <MenuItem id="cancel" icon="status-cancelled" stop onAction={() => setAsking('cancel')}>
              Cancel…
            </MenuItem>
          )}
          {can('DELETE') && !task.deletedAt && (
            <>
              <MenuLine />
              <MenuItem id="delete" icon="close" stop onAction={() => then(acts.remove(task))}>
                Delete
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
      {refusal && (
        <div className="basis-full">
          <Refused refusal={refusal} project={project} />
        </div>
      )}
      {asking === 'complete' && <CompleteDialog task={task} project={project} onClose={() => setAsking(null)} onDone={readAgain} />}
      {asking === 'ask' && <AskDialog task={task} onClose={() => setAsking(null)} onAsked={readAgain} />}
      {asking === 'package' && <PackageDialog task={task.id} taskKey={task.key} onClose={() => setAsking(null)} />}
      {(asking === 'cancel' || asking === 'hold') && (
        <TaskDialog
          kind={asking}
          task={task}
          onClose={() => {
            setAsking(null)
            readAgain()
          }}
        />
      )}
    </>
  )
}
