'use client'
import { lazy, Suspense, useState } from 'react'
import Link from 'next/link'
import { useTaskActs } from '#app/_tasks/use-task-acts.ts'
import { taskPath } from '#app/_tasks/task.ts'
import { ActorName } from '#app/_ui/actor.tsx'
import { Button } from '#app/_ui/button.tsx'
import type { IconName } from '#app/_ui/glyphs.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Key } from '#app/_ui/list.tsx'
import { Ago } from '#app/_ui/time.tsx'
import type { Home } from './documents.ts'
import { Nothing, Section, ShowAll } from './section.tsx'
import { useSettled } from './use-settled.ts'
import { waitingOf, type Waiting } from './waiting.ts'

const QuestionCard = lazy(() => import('#app/_questions/question-card.tsx').then((file) => ({ default: file.QuestionCard })))

const DUTY: Record<Waiting['duty'], { word: string; note: string; icon: IconName; color: string; done: string }> = {
  answer: { word: 'Answer', note: 'someone waits for your word', icon: 'question', color: 'text-caution-lamp', done: 'answered' },
  decide: {
    word: 'Decide',
    note: 'on hold until a person lets it go on',
    icon: 'hold',
    color: 'text-stop-lamp',
    done: 'no longer on hold',
  },
  takeOver: { word: 'Take over', note: 'the lease ran out, the work is not done', icon: 'expired', color: 'text-stop-lamp', done: 'taken' },
}
const DUTIES = Object.keys(DUTY) as Waiting['duty'][]

export function WaitingSection({ home, onShowAll }: { home: Home; onShowAll: (() => void) | null }) {
  const waiting = waitingOf(home)
  const { rows, fresh, settle } = useSettled(waiting, ({ id }) => id)
  const [openId, setOpen] = useState<string | null>(null)
  const hasMore = [home.questions, home.holds, home.lapsed].some(({ pageInfo }) => pageInfo.hasNextPage)
  return (
    <Section title="Waiting for me" count={hasMore ? `${waiting.length}+` : waiting.length} fresh={fresh} onShow={settle}>
      {!rows.length && <Nothing title="Nothing waits for you.">Questions, tasks on hold and leases that ran out appear here.</Nothing>}
      {DUTIES.map((duty) => {
        const group = rows.filter(({ row }) => row.duty === duty)
        if (!group.length) return null
        const { word, note } = DUTY[duty]
        return (
          <div key={duty} role="group" aria-label={word}>
            <h3 className="home-group">
              <span className="cap">{word}</span>
              <span className="truncate font-normal text-ink-3">{note}</span>
            </h3>
            <ul>
              {group.map(({ row, isGone }) => (
                <WaitingRow
                  key={row.id}
                  waiting={row}
                  isGone={isGone}
                  isOpen={row.id === openId}
                  onOpen={() => setOpen(row.id === openId ? null : row.id)}
                />
              ))}
            </ul>
          </div>
        )
      })}
      {hasMore && <ShowAll onPress={onShowAll} />}
    </Section>
  )
}

interface RowProps {
  waiting: Waiting
  /** Somebody has done it since; the row keeps its place and says so. */
  isGone: boolean
  isOpen: boolean
  onOpen: () => void
}

function WaitingRow({ waiting, isGone, isOpen, onOpen }: RowProps) {
  const acts = useTaskActs()
  const { task, duty, since } = waiting
  const { icon, color, done } = DUTY[duty]
  const panel = `answer-${task.id}`
  return (
    <li className="home-row waiting-row" data-gone={isGone || undefined} data-home-row>
      <Icon name={isGone ? 'check' : icon} className={isGone ? 'text-clear-lamp' : color} />
      <div className="min-w-0">
        <Link href={taskPath(task.project.key, task.key)} prefetch={false} className="home-title">
          {duty === 'answer' ? firstLine(waiting.question.body) : task.title}
        </Link>
        <div className="home-facts">
          <Key>{task.key}</Key>
          <Told waiting={waiting} />
        </div>
      </div>
      <span className="home-acts">
        {isGone ? (
          <span className="text-ink-2">{done}</span>
        ) : (
          <>
            {duty === 'answer' && (
              <Button aria-expanded={isOpen} aria-controls={isOpen ? panel : undefined} onPress={onOpen}>
                Answer
              </Button>
            )}
            {duty === 'decide' && <Button onPress={() => void acts.releaseHold(task)}>Take off hold</Button>}
            {duty === 'takeOver' && task.viewerCan.includes('START') && <Button onPress={() => void acts.start(task)}>Start</Button>}
          </>
        )}
      </span>
      <span className="home-age text-ink-3">{since && <Ago at={since} />}</span>
      {isOpen && waiting.duty === 'answer' && (
        <div id={panel} className="home-panel">
          <Suspense fallback={<div className="h-40" />}>
            <QuestionCard question={waiting.question} taskKey={task.key} canAnswer />
          </Suspense>
        </div>
      )}
    </li>
  )
}

function Told({ waiting }: { waiting: Waiting }) {
  switch (waiting.duty) {
    case 'answer':
      return (
        <>
          <ActorName actor={waiting.question.asker} className="flex-none max-w-2/5!" />
          <span className="truncate">asks about {waiting.task.title}</span>
        </>
      )
    case 'decide':
      return (
        <>
          {waiting.hold.by && <ActorName actor={waiting.hold.by} className="flex-none max-w-2/5!" />}
          <span className="truncate">{firstLine(waiting.hold.reason)}</span>
        </>
      )
    case 'takeOver':
      return (
        <>
          <ActorName actor={waiting.claim.holder} className="flex-none max-w-2/5!" />
          <span className="truncate">let its lease run out</span>
        </>
      )
  }
}

const firstLine = (text: string) => text.trim().split('\n', 1)[0] ?? ''
