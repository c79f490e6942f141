'use client'
import { unlessRefused, useAct } from '#app/_graphql/acts.ts'
import { graphql, type VariablesOf } from '#app/_graphql/graphql.ts'
import { RefusalFragment } from '#app/_graphql/refusal.ts'
import { tell } from '#app/_ui/toast.tsx'

const WatchTaskDocument = graphql(
  `
    mutation WatchTask($input: WatchTaskInput!) {
      watchTask(input: $input) {
        __typename
        ... on WatchTaskSuccess {
          task {
            id
            viewerWatch
          }
        }
        ...Refusal
      }
    }
  `,
  [RefusalFragment],
)

export type WatchLevel = VariablesOf<typeof WatchTaskDocument>['input']['level']

const DONE: Record<WatchLevel, (key: string) => [text: string, detail: string]> = {
  FOLLOWING: (key) => [`You follow ${key}`, 'All that happens to it comes to your inbox.'],
  MUTED: (key) => [`${key} is muted`, 'Only what speaks to you comes to your inbox: assignments, mentions, questions and answers.'],
  DEFAULT: (key) => [`You follow ${key} no more`, 'What concerns you comes to your inbox, as its assignee, creator or holder.'],
}

/** Changes how much of a task reaches the person, and offers the way back. */
export function useWatch() {
  const act = useAct(WatchTaskDocument)
  return async function watch(task: { id: string; key: string; viewerWatch: WatchLevel }, level: WatchLevel) {
    const result = unlessRefused(await act({ task: task.id, level }))
    if (!result) return
    const [text, detail] = DONE[level](task.key)
    const back = { ...task, viewerWatch: level }
    tell(text, { detail, action: { word: 'Undo', run: () => void watch(back, task.viewerWatch) } })
  }
}
