'use client'
import { useState, type FormEvent } from 'react'
import { refuseBecause, useAct } from '#app/_graphql/acts.ts'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/field.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { tell } from '#app/_ui/toast.tsx'
import { AnswerDocument, DeclineDocument, type Question } from './documents.ts'

const OWN_WORDS = 'own words'

/** Chooses an option or writes an answer, or declines with a reason. Either way the task goes on. */
export function AnswerForm({ question, taskKey, onClosed }: { question: Question; taskKey: string; onClosed?: () => void }) {
  const answer = useAct(AnswerDocument)
  const decline = useAct(DeclineDocument)
  const [isDeclining, setDeclining] = useState(false)
  const [chosen, setChosen] = useState<string | null>(question.options.length ? null : OWN_WORDS)
  const [words, setWords] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const isWriting = isDeclining || chosen === OWN_WORDS
  const text = isWriting ? words : (question.options[Number(chosen ?? -1)] ?? '')

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') {
      setError(isDeclining ? 'Say why, so that the asker can go on.' : 'Choose or write an answer.')
      return
    }
    setPending(true)
    const result = await (isDeclining ? decline({ question: question.id, reason: text }) : answer({ question: question.id, answer: text }))
    setPending(false)
    if (!result) return
    switch (result.__typename) {
      case 'AnswerQuestionSuccess':
      case 'DeclineQuestionSuccess':
        tell(`${question.asker.handle} has your ${isDeclining ? 'reason' : 'answer'}`, { detail: `${taskKey} is no longer on hold.` })
        onClosed?.()
        return
      case 'InvalidInputError':
        setError(result.issues.map((issue) => issue.message).join(' ') || result.message)
        return
      default:
        // Who else has answered is in the refusal, which the cache now shows.
        refuseBecause(result)
    }
  }

  function turn(toDecline: boolean) {
    setDeclining(toDecline)
    setError(null)
  }
  return (
    <form
      aria-label={isDeclining ? 'Decline the question' : 'Answer the question'}
      className="grid gap-2.5"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit()
      }}
    >
      {!isDeclining && question.options.length > 0 && (
        <OptionGroup
          label="Answer"
          hideLabel
          value={chosen}
          onChange={(id) => {
            setChosen(id)
            setError(null)
          }}
          options={[
            ...question.options.map((option, index) => ({ id: String(index), content: option })),
            { id: OWN_WORDS, content: <span className="text-ink-2">Another answer</span> },
          ]}
        />
      )}
      {isWriting ? (
        <TextArea
          key={isDeclining ? 'reason' : 'answer'}
          label={isDeclining ? 'Why you decline' : 'Your answer'}
          hideLabel
          rows={2}
          value={words}
          onChange={setWords}
          error={error}
          autoFocus={isDeclining || question.options.length > 0}
          placeholder={isDeclining ? 'Why, and what to do instead…' : 'Your answer…'}
        />
      ) : (
        error && (
          <p role="alert" className="text-stop-ink">
            {error}
          </p>
        )
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" shortcut="Ctrl ↵" isPending={isPending}>
          {isDeclining ? 'Decline' : 'Answer'}
        </Button>
        <Button variant={isDeclining ? 'bare' : 'plain'} onPress={() => turn(!isDeclining)}>
          {isDeclining ? 'Back' : 'Decline…'}
        </Button>
        <span className="text-ink-3">Either takes {taskKey} off hold.</span>
      </div>
    </form>
  )
}
