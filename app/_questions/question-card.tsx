'use client'
import type { ReactNode } from 'react'
import { ActorName } from '#app/_ui/actor.tsx'
import { Icon } from '#app/_ui/icon.tsx'
import { Ago } from '#app/_ui/time.tsx'
import { AnswerForm } from './answer-form.tsx'
import type { Question } from './documents.ts'

interface QuestionCardProps {
  question: Question
  taskKey: string
  canAnswer: boolean
  onClosed?: () => void
  /** Sets a text in Markdown; without it the text stands as it was written. */
  render?: (text: string) => ReactNode
}

const CLOSED: Record<Exclude<Question['state'], 'OPEN'>, string> = {
  ANSWERED: 'answered',
  DECLINED: 'declined to answer',
  WITHDRAWN: 'withdrew it: the task ended, or came off hold',
}

const plain = (text: string) => <p className="prose [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</p>

/** A question, and its answer or the way to give one. */
export function QuestionCard({ question, taskKey, canAnswer, onClosed, render = plain }: QuestionCardProps) {
  const { asker, body, state, answer, createdAt, closedBy, closedAt } = question
  const isOpen = state === 'OPEN'
  return (
    <article aria-label={`Question of ${asker.handle}`} data-state={state} className="question-card">
      <header className="mb-1 flex flex-wrap items-baseline gap-2">
        <Icon name="question" className={`self-center ${isOpen ? 'text-caution-lamp' : 'text-ink-2'}`} />
        <ActorName actor={asker} />
        <span className="text-ink-2">{isOpen ? 'waits for an answer' : 'asked'}</span>
        <Ago at={createdAt} className="ml-auto text-ink-3" />
      </header>
      {render(body)}
      {isOpen && canAnswer && (
        <div className="mt-3">
          <AnswerForm key={question.id} question={question} taskKey={taskKey} onClosed={onClosed} />
        </div>
      )}
      {isOpen && !canAnswer && <p className="mt-2 text-ink-2">A member of the project can answer.</p>}
      {!isOpen && (
        <div className="question-answer">
          <div className="mb-1 flex flex-wrap items-baseline gap-2">
            {closedBy ? <ActorName actor={closedBy} /> : <span>The system</span>}
            <span className="text-ink-2">{CLOSED[state]}</span>
            {closedAt && <Ago at={closedAt} className="ml-auto text-ink-3" />}
          </div>
          {answer && render(answer)}
        </div>
      )}
    </article>
  )
}
