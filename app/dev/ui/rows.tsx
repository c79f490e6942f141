'use client'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Lease } from '#app/_ui/lease.tsx'
import { Chip, GroupHead, Key, Tag, Tools } from '#app/_ui/list.tsx'
import { StatusMark } from '#app/_ui/status.tsx'
import { Ago } from '#app/_ui/time.tsx'

const TITLES = [
  'Fix it',
  'Create the Python adapter library',
  'Improve test coverage for the command line, which today runs to a quarter only because every command reads its own settings, opens its own store and prints by itself, so that a test has to build all three and compare whole screens of text whose order is not fixed and whose widths follow the terminal',
]

export function Rows() {
  const [isFolded, setFolded] = useState(false)
  return (
    <div className="border border-joint-2">
      <Tools title="Tasks">
        <div className="views">
          <a href="#rows" aria-current="page">
            Open <span className="mono">24</span>
          </a>
          <a href="#rows">
            Ready <span className="mono">8</span>
          </a>
        </div>
        <span className="flex-1" />
        <Button variant="primary" icon="plus" shortcut="C">
          New task
        </Button>
      </Tools>
      <GroupHead
        title="In progress"
        mark={<StatusMark status="IN_PROGRESS" />}
        count={3}
        note="2 held by agents"
        folded={isFolded}
        onFold={() => setFolded(!isFolded)}
      />
      {!isFolded &&
        TITLES.map((title, n) => (
          <div key={title} className="flex h-(--row) items-center gap-2 border-b border-joint bg-plate px-(--pad-x)">
            <StatusMark status="IN_PROGRESS" />
            <Key>{`BEADS-${412 + n}`}</Key>
            <span className="truncate">{title}</span>
            <Tag>agent-mail</Tag>
            <Chip className="ml-auto">bench</Chip>
          </div>
        ))}
    </div>
  )
}

const MINUTE = 60_000

export function Leases() {
  const [now] = useState(() => Date.now())
  const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString()
  return (
    <div className="grid gap-2" suppressHydrationWarning>
      <Lease leasedAt={at(-4)} expiresAt={at(11)} />
      <Lease leasedAt={at(-13)} expiresAt={at(2)} />
      <Lease leasedAt={at(-20)} expiresAt={at(-5)} />
      <p className="flex gap-4">
        <Ago at={at(0)} /> <Ago at={at(-4)} /> <Ago at={at(-60 * 30)} /> <Ago at={at(-60 * 24 * 400)} />
      </p>
    </div>
  )
}
