'use client'
import { QuestionCard } from '#app/_questions/question-card.tsx'
import type { Task } from './documents.ts'
import { Rendered } from './rendered.tsx'
import { Section } from './section.tsx'

const render = (text: string) => <Rendered text={text} />

/** The question that the task waits for, in the place of its hold. */
export function OpenQuestion({ task, readAgain }: { task: Task; readAgain: () => void }) {
  const open = openQuestionOf(task)
  if (!open) return null
  return (
    <div className="mb-2.5">
      <QuestionCard question={open} taskKey={task.key} canAnswer={task.viewerCan.includes('ANSWER')} onClosed={readAgain} render={render} />
    </div>
  )
}

export const openQuestionOf = (task: Task) => task.questions.find(({ state }) => state === 'OPEN') ?? null

/** What was asked before, with the answers: whoever works on the task next reads them here. */
export function PastQuestions({ task }: { task: Task }) {
  const past = task.questions.filter(({ state }) => state !== 'OPEN')
  if (past.length === 0) return null
  return (
    <Section title="Questions" count={past.length}>
      <ul className="grid gap-2">
        {past.map((question) => (
          <li key={question.id}>
            <QuestionCard question={question} taskKey={task.key} canAnswer={false} render={render} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
