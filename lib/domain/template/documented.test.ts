import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readTemplate } from './read.ts'
import { template } from './shape.ts'
import { BUILT_IN, VARIABLE_TYPES } from './variables.ts'

const page = await readFile(new URL('../../../docs/templates.md', import.meta.url), 'utf8')

it('the documented template is without fault', () => {
  const [, source = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  expect(readTemplate(source, '2026-03-01').faults).toEqual([])
})

it('every type of variable, every built-in and every field of a task is documented', () => {
  for (const type of Object.keys(VARIABLE_TYPES)) expect(page).toMatch(new RegExp(`^\\| ${type.toLowerCase()} +\\|`, 'm'))
  for (const name of Object.keys(BUILT_IN)) expect(page).toContain(`\`${name}\``)
  for (const field of Object.keys(template.shape.tasks.element.shape)) expect(page).toMatch(new RegExp(`\\b${field}\\b`))
})
