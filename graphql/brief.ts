import { builder } from './builder.ts'

interface BriefRow {
  why: string
  what: string
  done: string
}

const WHY = 'Why this is worth doing.'
const WHAT = 'What is to be done.'
const DONE = 'How to tell that it is done.'

export const Brief = builder.objectRef<BriefRow>('Brief').implement({
  description: 'The why, what and done of a project or task.',
  fields: (t) => ({
    why: t.exposeString('why', { description: WHY }),
    what: t.exposeString('what', { description: WHAT }),
    done: t.exposeString('done', { description: DONE }),
  }),
})

/** An explicit null means the same as leaving the part out. */
export const BriefInput = builder.inputType('BriefInput', {
  description: 'The why, what and done of a project or task. A part that is left out stays as it is.',
  fields: (t) => ({
    why: t.string({ description: WHY }),
    what: t.string({ description: WHAT }),
    done: t.string({ description: DONE }),
  }),
})
