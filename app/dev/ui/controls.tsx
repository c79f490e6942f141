'use client'
import { useState } from 'react'
import { Button, IconButton, LinkButton } from '#app/_ui/button.tsx'
import { ComboBox, Select } from '#app/_ui/choice.tsx'
import { TextArea, TextField } from '#app/_ui/field.tsx'
import { OptionGroup } from '#app/_ui/option-group.tsx'
import { PRIORITIES, PRIORITY, PriorityMark, type Priority } from '#app/_ui/status.tsx'
import { tell } from '#app/_ui/toast.tsx'

const press = () => tell('Pressed')
const VARIANTS = ['primary', 'plain', 'bare', 'stop'] as const

export function Buttons() {
  return (
    <div className="grid gap-3">
      {VARIANTS.map((variant) => (
        <p key={variant} className="flex flex-wrap items-center gap-2">
          <Button variant={variant} onPress={press}>
            {variant}
          </Button>
          <Button variant={variant} icon="plus" shortcut="C" onPress={press}>
            New task
          </Button>
          <Button variant={variant} isDisabled>
            Disabled
          </Button>
          <Button variant={variant} isPending>
            Pending
          </Button>
          <IconButton variant={variant} icon="copy" label="Copy" onPress={press} />
        </p>
      ))}
      <p className="flex flex-wrap items-center gap-2">
        <LinkButton href="#buttons">A link</LinkButton>
        <Button aria-pressed onPress={press}>
          Switched on
        </Button>
        <span className="flex gap-2 bg-fascia p-2">
          <Button variant="fascia" onPress={press}>
            On the fascia
          </Button>
          <IconButton variant="fascia" icon="theme" label="Theme" onPress={press} />
        </span>
      </p>
    </div>
  )
}

export function Fields() {
  const [text, setText] = useState('Weigh the parcels')
  return (
    <div className="grid max-w-100 gap-4">
      <TextField label="Title" value={text} onChange={setText} />
      <TextField label="Estimate" hint="In hours, such as 1.5." placeholder="1.5" mono />
      <TextField label="Key" value="web 1" error="A key has 2 to 10 letters and digits." mono />
      <TextField label="Disabled" value="Nothing to change" isDisabled />
      <TextArea label="Description" hint="Markdown." rows={3} />
      <TextArea label="Reason" error="Write why." rows={2} />
    </div>
  )
}

const OPTIONS = PRIORITIES.map((id) => ({ id, text: PRIORITY[id].word, content: <PriorityMark priority={id} word /> }))

export function Choices() {
  const [priority, setPriority] = useState<Priority>('HIGH')
  const [way, setWay] = useState('keep')
  return (
    <div className="grid max-w-100 gap-4">
      <Select label="Priority" value={priority} onChange={setPriority} options={OPTIONS} />
      <Select label="Refused" value={priority} onChange={setPriority} options={OPTIONS} error="Choose another." />
      <Select label="Disabled" value={priority} onChange={setPriority} options={OPTIONS} isDisabled />
      <ComboBox label="Found by typing" value={priority} onChange={setPriority} options={OPTIONS} />
      <OptionGroup
        label="What waits for it"
        value={way}
        onChange={setWay}
        options={[
          { id: 'keep', content: 'Keep it blocked' },
          { id: 'release', content: 'Release it' },
        ]}
      />
    </div>
  )
}
