'use client'
import { useState } from 'react'
import { useQuery } from 'urql'
import { graphql } from '#app/_graphql/graphql.ts'
import { ComboBox } from '#app/_ui/choice.tsx'

const TasksDocument = graphql(`
  query ActivityTasks($project: ID!, $text: String!) {
    tasks(project: $project, filter: { text: $text }, orderBy: UPDATED, first: 12) {
      nodes {
        id
        key
        title
      }
    }
  }
`)

/** A task of the project, found by its key or title. */
export function TaskFilter({ project, onChange }: { project: string; onChange: (key: string) => void }) {
  const [text, setText] = useState('')
  const [{ data }] = useQuery({ query: TasksDocument, variables: { project, text: text.trim() }, pause: text.trim() === '' })
  return (
    <ComboBox
      label="Of which task"
      hideLabel
      placeholder="Of any task"
      className="w-44"
      value={null}
      onChange={onChange}
      onInput={setText}
      empty={text.trim() === '' ? 'Type a key or a part of a title.' : 'No task fits.'}
      options={(text.trim() === '' ? [] : (data?.tasks.nodes ?? [])).map(({ key, title }) => ({
        id: key,
        text: `${key} ${title}`,
        content: (
          <span className="flex max-w-80 min-w-0 gap-2">
            <span className="mono text-ink-2">{key}</span>
            <span className="truncate">{title}</span>
          </span>
        ),
      }))}
    />
  )
}
