import { enumOf } from './builder.ts'
import { Criterion } from './refs.ts'

export const CriterionState = enumOf('CriterionState', 'Whether a success criterion is met.', {
  UNKNOWN: 'Nobody has looked yet.',
  MET: 'It is met.',
  NOT_MET: 'It is not met.',
})

Criterion.implement({
  description: 'One thing that must hold before a task is done.',
  fields: (t) => ({
    id: t.exposeID('id', { description: '`cri_` and 16 hexadecimal characters.' }),
    text: t.exposeString('text', { description: 'What must hold.' }),
    state: t.expose('state', { type: CriterionState, description: 'Whether it holds.' }),
    evidence: t.exposeString('evidence', { description: 'What shows it.' }),
  }),
})
