'use client'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { Button, IconButton } from '#app/_ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '#app/_ui/menu.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { clock } from '#app/_graph/lease.tsx'
import type { Task } from './documents.ts'
import { ClaimTaskDocument, DeleteTaskDocument, RestoreTaskDocument } from './mutations.ts'
import { Refused, type Refusal } from './refused.tsx'

const TaskDialog = dynamic(() => import('#app/_tasks/task-dialog.tsx').then((file) => file.TaskDialog))
const CompleteDialog = dynamic(() => import('./complete-dialog.tsx').then((file) => file.CompleteDialog))

type Asking = 'complete' | 'cancel' | 'hold'

/** What the viewer may do now: the next step as buttons, the rest behind "More". */
export function TaskActions({ task, project, readAgain }: { task: Task; project: string; readAgain: () => void }) {
  const router = useRouter()
  const acts = useTaskActs()
  const claim = useAct(ClaimTaskDocument)
  const remove = useAct(DeleteTaskDocument)
  const restore = useAct(RestoreTaskDocument)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const can = (act: Task['viewerCan'][number]) => task.viewerCan.includes(act)
  const canComplete = can('COMPLETE') || can('FORCE_COMPLETE')
  const canMore = can('CANCEL') || can('HOLD') || can('DELETE')

  async function takeClaim() {
    setRefusal(null)
    const result = await claim({ task: task.id })
    if (result?.__typename === 'ClaimTaskSuccess') {
      const left = (Date.parse(result.task.claim?.expiresAt ?? '') - Date.now()) / 1000
      tell(`${task.key} claimed, fence ${result.fence}`, left > 0 ? { detail: `The lease runs out in ${clock(Math.round(left))}.` } : {})
      readAgain()
    } else if (result) setRefusal(result)
  }
  async function deleteTask() {
    setRefusal(null)
    const result = await remove({ task: task.id })
    if (result?.__typename === 'DeleteTaskSuccess') {
      tell(`${task.key} deleted`, { action: { word: 'Undo', run: () => void restoreTask() } })
      router.push(`/projects/${project}/tasks`)
    } else if (result) setRefusal(result)
  }
  async function restoreTask() {
    const result = await restore({ task: task.id })
    if (result?.__typename === 'RestoreTaskSuccess') tell(`${task.key} restored`)
    else if (result) refuseBecause(result)
    readAgain()
  }
  const then = (act: Promise<boolean>) => void act.then(readAgain)

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {can('RESTORE') && (
          <Button icon="undo" onPress={() => void restoreTask()}>
            Restore
          </Button>
        )}
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
        {can('RELEASE_CLAIM') && (
          <Button icon="undo" onPress={() => then(acts.release(task))}>
            Release
          </Button>
        )}
        {can('CLAIM') && (
          <Button icon="claim" onPress={() => void takeClaim()}>
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
        {canMore && (
          <Menu aria-label="More to do" placement="bottom end" trigger={<IconButton icon="more" label="More to do" variant="plain" />}>
            {can('HOLD') && (
              <MenuItem id="hold" icon="hold" onAction={() => setAsking('hold')}>
                Hold…
              </MenuItem>
            )}
            {can('CANCEL') && (
              <MenuItem id="cancel" icon="status-cancelled" stop onAction={() => setAsking('cancel')}>
                Cancel…
              </MenuItem>
            )}
            {can('DELETE') && (
              <>
                <MenuLine />
                <MenuItem id="delete" icon="close" stop onAction={() => void deleteTask()}>
                  Delete
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </div>
      {refusal && (
        <div className="basis-full">
          <Refused refusal={refusal} project={project} />
        </div>
      )}
      {asking === 'complete' && <CompleteDialog task={task} project={project} onClose={() => setAsking(null)} onDone={readAgain} />}
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
