import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { summaryOf } from './summary.ts'

const text = (tasks: number) =>
  `name: T\nvariables:\n  who: { type: text }\ntasks:\n${Array.from({ length: tasks }, (_, i) => `  - { title: "{{who}} ${i}" }\n`).join('')}`

it('reads a text once, and anew when it has changed', async () => {
  const first = summaryOf({ id: 'tpl_a', version: 1, source: text(1) })
  expect(await first).toMatchObject({ taskCount: 1, variables: { who: { type: 'text' } } })
  expect(summaryOf({ id: 'tpl_a', version: 1, source: text(1) })).toBe(first)
  expect(await summaryOf({ id: 'tpl_a', version: 2, source: text(2) })).toMatchObject({ taskCount: 2 })
})

it('lets others have their turn between two texts', async () => {
  let done = 0
  const many = Array.from({ length: 20 }, (_, i) => summaryOf({ id: `tpl_b${i}`, version: 1, source: text(50) }).then(() => done++))
  let turns = 0
  while (done < many.length) {
    await turn()
    turns++
  }
  expect(turns).toBeGreaterThanOrEqual(many.length)
})

it('is empty for a text that cannot be used', async () =>
  expect(await summaryOf({ id: 'tpl_c', version: 1, source: 'name: [' })).toEqual({ variables: {}, taskCount: 0 }))
