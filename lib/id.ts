import { randomBytes } from 'node:crypto'

/** A new id: its type's prefix and 16 random hex characters, such as `prj_9f…`. */
export const newId = (
  prefix: 'act' | 'prj' | 'tok' | 'inv' | 'cri' | 'dep' | 'clm' | 'ctx' | 'fil' | 'qst' | 'vw' | 'whk' | 'dlv' | 'imp' | 'tpl',
) => `${prefix}_${randomBytes(8).toString('hex')}`

/** A task's id: 8 random lowercase hex characters. The caller draws again when it is taken. */
export const newTaskId = () => randomBytes(4).toString('hex')
