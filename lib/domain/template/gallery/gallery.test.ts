import { expect, it } from 'vitest'
import { caller } from '#lib/testing/builders.ts'
import { readTemplate } from '../read.ts'
import { previewTemplate } from '../preview.ts'
import { GALLERY } from './gallery.ts'

const ann = caller({ actorId: 'act_1', handle: 'ann', kind: 'PERSON' })

it('has five templates, each with an id of its own', () => {
  expect(new Set(GALLERY.map(({ id }) => id)).size).toBe(5)
})

it.each(GALLERY.map((one) => [one.name, one] as const))(
  '%s is without fault, and named as in its text',
  (_, { source, name, description }) => {
    const { template, faults } = readTemplate(source, '2026-03-01')
    expect(faults).toEqual([])
    expect(template).toMatchObject({ name, description })
  },
)

it.each(GALLERY.map((one) => [one.name, one] as const))('%s shows a plan before anything is filled in', async (_, { id }) => {
  const { tasks, faults } = await previewTemplate(ann, { template: id })
  expect(faults).toEqual([])
  expect(tasks.length).toBeGreaterThan(3)
  expect(tasks.some(({ dependsOn }) => dependsOn.length > 0)).toBe(true)
})

it('Release puts every platform through building and trying, and the decision behind all', async () => {
  const values = { version: '2.4.0', day: '2026-03-10', platforms: ['Linux', 'macOS'], lead: 'ann' }
  const { tasks, faults } = await previewTemplate(ann, { template: 'tpl_release', values }, new Date('2026-03-01T12:00:00Z'))
  expect(faults).toEqual([])
  expect(tasks.map(({ ref, dependsOn }) => [ref, dependsOn])).toEqual([
    ['notes', []],
    ['freeze', []],
    ['build[1]', ['freeze']],
    ['build[2]', ['freeze']],
    ['try[1]', ['build[1]']],
    ['try[2]', ['build[2]']],
    ['decide', ['try[1]', 'try[2]', 'notes']],
    ['publish', ['decide']],
    ['announce', ['publish']],
    ['watch', ['publish']],
  ])
  expect(tasks.find(({ ref }) => ref === 'freeze')).toMatchObject({
    assignee: 'ann',
    deadline: '2026-03-07T23:59:59.000Z',
    title: 'Freeze 2.4.0',
  })
})
