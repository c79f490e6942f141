import { bug } from './bug.ts'
import { feature } from './feature.ts'
import { incident } from './incident.ts'
import { migration } from './migration.ts'
import { release } from './release.ts'

interface Shipped {
  id: string
  name: string
  description: string
  source: string
}

/** The templates that ship with the product. Name and description stand in the text too; a test holds them together. */
export const GALLERY: readonly Shipped[] = [
  {
    id: 'tpl_feature',
    name: 'Feature',
    description: 'From an agreed scope to something that is switched on: one slice for each part, then tests, papers and the switch.',
    source: feature,
  },
  {
    id: 'tpl_bug',
    name: 'Bug fix',
    description: 'Reproduce, find the cause, fix with a test that failed before, and say what came of it.',
    source: bug,
  },
  {
    id: 'tpl_release',
    name: 'Release',
    description: 'A version on its way out: freeze, build and try every platform, publish, announce, watch.',
    source: release,
  },
  {
    id: 'tpl_migration',
    name: 'Migration in slices',
    description: 'Move from one thing to another module by module, both working side by side until the last is moved.',
    source: migration,
  },
  {
    id: 'tpl_incident',
    name: 'Incident review',
    description: 'After an incident: what happened, why, what is done about it, and who is told.',
    source: incident,
  },
]
