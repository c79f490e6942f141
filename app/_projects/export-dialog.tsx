'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Actions, Dialog } from '#app/_ui/dialog.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { Call } from '#app/_ui/states.tsx'
import { tell } from '#app/_ui/toast.tsx'

const FORMATS = [
  { id: 'csv', title: 'CSV', about: 'A row a task, for spreadsheets. A cell that looks like a formula begins with an apostrophe.' },
  { id: 'markdown', title: 'Markdown', about: 'Tasks under their statuses, with descriptions and criteria.' },
  { id: 'mermaid', title: 'Mermaid', about: 'A flowchart of the dependencies. Viewers often draw at most 500 edges.' },
  { id: 'dot', title: 'DOT', about: 'The same graph for Graphviz.' },
  { id: 'json', title: 'JSON', about: 'The whole project with its history, to be imported elsewhere. Of private notes, only yours.' },
] as const
type Format = (typeof FORMATS)[number]['id']

interface ExportDialogProps {
  project: string
  /** The filter of the list it was opened from, as the API takes it. */
  filter?: object | undefined
  onClose: () => void
}

/** What leaves the project as a file. The browser stores it while it comes. */
export function ExportDialog({ project, filter, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<Format>(filter ? 'csv' : 'json')
  const [scope, setScope] = useState(filter ? 'listed' : 'all')
  const [error, setError] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)

  async function download() {
    const address = addressOf(project, format, scope === 'listed' && format !== 'json' ? filter : undefined)
    setError(null)
    setAsking(true)
    const refusal = await refusalOf(address)
    setAsking(false)
    if (refusal !== null) return setError(refusal)
    const link = document.createElement('a')
    link.href = address
    link.download = ''
    link.click()
    tell(`${project} is on its way as ${FORMATS.find(({ id }) => id === format)?.title}`)
    onClose()
  }

  return (
    <Dialog title={`Export ${project}`} isOpen onClose={onClose}>
      <OptionGroup
        label="Format"
        value={format}
        onChange={(id) => setFormat(FORMATS.find((one) => one.id === id)?.id ?? 'csv')}
        options={FORMATS.map(({ id, title, about }) => ({
          id,
          content: (
            <>
              <b className="block">{title}</b>
              <span className="text-ink-2">{about}</span>
            </>
          ),
        }))}
      />
      {filter && format !== 'json' && (
        <OptionGroup
          label="Tasks"
          value={scope}
          onChange={setScope}
          options={[
            { id: 'listed', content: 'Those that the list shows now' },
            { id: 'all', content: 'All but deleted ones' },
          ]}
        />
      )}
      {error !== null && (
        <Call signal="stop" title="There is no file.">
          {error}
        </Call>
      )}
      <Actions>
        <Button variant="primary" isPending={isAsking} onPress={() => void download()}>
          Download
        </Button>
        <Button variant="bare" onPress={onClose}>
          Back
        </Button>
      </Actions>
    </Dialog>
  )
}

function addressOf(project: string, format: Format, filter: object | undefined) {
  const query = new URLSearchParams({ project, format, ...(filter && { filter: JSON.stringify(filter) }) })
  return `/files/export?${query.toString()}`
}

/** Asked first: a download that is refused says nothing a person could read. */
async function refusalOf(address: string): Promise<string | null> {
  try {
    const { ok, status } = await fetch(address, { method: 'HEAD' })
    if (ok) return null
    if (status === 503) return 'Too many exports are running. Wait until one of them is done.'
    return status === 401 ? 'You are signed out.' : 'The server refused it. You may not see this project any more.'
  } catch {
    return 'The server cannot be reached.'
  }
}
