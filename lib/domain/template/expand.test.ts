import { describe, expect, it } from 'vitest'
import { caller } from '#lib/testing/builders.ts'
import { LIMITS } from '../limits.ts'
import { previewTemplate } from './preview.ts'

const ann = caller({ actorId: 'act_1', handle: 'ann', kind: 'PERSON' })
const show = (source: string, values: unknown = null) => previewTemplate(ann, { source, values }, new Date('2026-03-01T12:00:00Z'))
const told = async (source: string, values: unknown) =>
  (await show(source, values)).faults.map(({ field, message }) => `${field} ${message}`)

const template = (variables: string, tasks: string) =>
  `name: X\nvariables:\n${variables.replaceAll(/^/gm, '  ')}\ntasks:\n${tasks.replaceAll(/^/gm, '  ')}`

describe('the values of variables', () => {
  const all = template(
    [
      'word: { type: text, pattern: "v[0-9]+", maxLength: 5 }',
      'ratio: { type: number, min: 0.5, max: 2 }',
      'count: { type: integer, default: 3 }',
      'deep: { type: boolean }',
      'day: { type: date, min: today, max: today + 2w, default: today + 1d }',
      'kind: { type: choice, choices: [api, web] }',
      'who: { type: person, required: false }',
      'parts: { type: list, minItems: 1, maxItems: 2, pattern: "[a-z]+" }',
    ].join('\n'),
    '- { title: "{{word}} {{ratio}} {{count}} {{deep}} {{day}} {{kind}} {{who}} {{parts}} {{today}} {{project}} {{me}}" }',
  )
  const good = { word: 'v1', ratio: 1.5, kind: 'api', parts: ['a', ' b '] }

  it('fill every place, with defaults where nothing is given', async () => {
    const { tasks, faults } = await show(all, good)
    expect(faults).toEqual([])
    expect(tasks[0]?.title).toBe('v1 1.5 3 no 2026-03-02 api  a, b 2026-03-01 PROJECT ann')
  })

  it.each([
    ['word', undefined, 'must be given'],
    ['word', 'x1', '"x1" does not fit the pattern v[0-9]+'],
    ['word', 'a v1', '"a v1" does not fit the pattern v[0-9]+'],
    ['word', 'v12345', 'has 6 characters, at most 5 are allowed'],
    ['word', 7, 'must be text'],
    ['word', 'v\0', 'must not contain NUL'],
    ['ratio', 0.4, 'must be at least 0.5'],
    ['ratio', 3, 'must be at most 2'],
    ['ratio', '1', 'must be a number'],
    ['ratio', Number.NaN, 'must be a number'],
    ['count', 1.5, 'must be a whole number'],
    ['deep', 'yes', 'must be true or false'],
    ['day', '2026-02-28', 'must not be before 2026-03-01'],
    ['day', '2026-03-16', 'must not be after 2026-03-15'],
    ['day', '2026-02-30', 'must be a day such as 2026-01-31'],
    ['kind', 'mobile', 'must be one of api, web'],
    ['parts', [], 'name at least one'],
    ['parts', ['a', 'b', 'c'], 'names 3, at most 2 are allowed'],
    ['parts', ['a', 'a'], 'names a twice'],
    ['parts', ['a', 'B'], '"B" does not fit the pattern [a-z]+'],
    ['parts', 'a', 'must be a list of texts'],
    ['nobody', 1, 'is no variable of this template'],
    ['constructor', 1, 'is no variable of this template'],
  ])('%s = %j is refused: %s', async (name, value, message) => {
    const { tasks, faults } = await show(all, { ...good, [name]: value })
    expect(faults).toMatchObject([{ field: `values.${name}`, message, line: null }])
    expect(tasks).toHaveLength(1)
  })

  it.each([[7], ['text'], [[1]]])('%j in place of values is refused', async (values) => {
    expect(await told(all, values)).toContain('values must be fields with names')
  })

  it('a pattern that would never end is stopped, and named', async () => {
    const source = template('word: { type: text, pattern: "(a+)+b" }', '- { title: "{{word}}" }')
    const start = performance.now()
    expect(await told(source, { word: 'a'.repeat(60) })).toEqual(['values.word could not be compared with its pattern in time'])
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('nothing that comes in is read again, and nothing is run', async () => {
    const source = template('word: { type: text }\nsecret: { type: text, default: hidden }', '- { title: "{{word}} \\\\{{word}}" }')
    for (const word of ['{{secret}}', '${process.env.HOME}', "{{constructor.constructor('return 1')()}}", '$&', '<%= 1 %>'])
      expect((await show(source, { word })).tasks[0]?.title).toBe(`${word} {{word}}`)
  })
})

describe('a repeated task', () => {
  const tasks = [
    '- { ref: begin, title: Begin }',
    '- { ref: build, each: parts, as: part, title: "Build {{part}}", dependsOn: begin }',
    '- { ref: try, each: parts, as: part, title: "Try {{part}}", dependsOn: [build] }',
    '- { ref: end, title: End, dependsOn: [try] }',
  ].join('\n')
  const edges = async (source: string, values: unknown) =>
    Object.fromEntries((await show(source, values)).tasks.map(({ ref, dependsOn }) => [ref, dependsOn]))

  it('goes in pairs with one repeated for the same list, and the rest waits for all of them', async () => {
    expect(await edges(template('parts: { type: list }', tasks), { parts: ['api', 'web'] })).toEqual({
      begin: [],
      'build[1]': ['begin'],
      'build[2]': ['begin'],
      'try[1]': ['build[1]'],
      'try[2]': ['build[2]'],
      end: ['try[1]', 'try[2]'],
    })
  })

  it('that is repeated for nothing leaves the order of the others as it was', async () => {
    expect(await edges(template('parts: { type: list, required: false }', tasks), {})).toEqual({ begin: [], end: ['begin'] })
  })

  it('or one left out by a condition hands on whom it waits for and what it is part of', async () => {
    const source = template(
      'deep: { type: boolean }\nkind: { type: choice, choices: [api, web, app] }',
      [
        '- { ref: all, title: All }',
        '- { ref: half, title: Half, parent: all, when: { deep: true } }',
        '- { ref: a, title: A, parent: half }',
        '- { ref: b, title: B, dependsOn: [a], when: { kind: [web, app] } }',
        '- { ref: c, title: C, dependsOn: [b] }',
      ].join('\n'),
    )
    const { tasks: some } = await show(source, { kind: 'api' })
    expect(some.map(({ ref, dependsOn, parent }) => [ref, dependsOn, parent])).toEqual([
      ['all', [], null],
      ['a', [], 'all'],
      ['c', ['a'], null],
    ])
    expect((await show(source, { kind: 'app', deep: true })).tasks).toHaveLength(5)
  })
})

it('a task takes its fields typed: hours from a number, a day to its end, a list into a list, what is empty falls out', async () => {
  const source = template(
    'hours: { type: number }\nday: { type: date }\ntags: { type: list }\nnote: { type: text, required: false }\nlevel: { type: choice, choices: [low, high] }\nafter: { type: text, required: false }',
    '- { title: T, estimatedHours: "{{hours}}", deadline: "{{day + 1w}}", tags: ["{{tags}}", "{{note}}", x], priority: "{{level}}", assignee: "{{note}}", dependsOn: "{{after}}", files: [src/a.ts, { path: "{{tags}}/b.ts", lineStart: 2 }] }',
  )
  const { tasks, faults } = await show(source, { hours: 2.5, day: '2026-03-01', tags: ['a'], level: 'high', after: 'WEB-7' })
  expect(faults).toEqual([])
  expect(tasks[0]).toMatchObject({
    ...{ estimatedHours: 2.5, deadline: '2026-03-08T23:59:59.000Z', tags: ['a', 'x'], priority: 2, assignee: null, dependsOn: ['WEB-7'] },
    files: [{ path: 'src/a.ts' }, { path: 'a/b.ts', lineStart: 2 }],
  })
})

describe('what would be too large is refused before it is written out', () => {
  it('more tasks than a plan may have', async () => {
    const source = template('a: { type: list }', Array.from({ length: 6 }, () => '- { each: a, title: "{{item}}" }').join('\n'))
    const a = Array.from({ length: 100 }, (_, i) => `i${i}`)
    expect(await told(source, { a })).toEqual([`tasks would be 600 tasks, at most ${LIMITS.tasksPerBatch} are allowed`])
  })

  it('more dependencies', async () => {
    const source = template(
      'a: { type: list }\nb: { type: list }',
      '- { ref: x, each: a, title: "{{item}}" }\n- { each: b, title: "{{item}}", dependsOn: [x] }',
    )
    const many = Array.from({ length: 100 }, (_, i) => `i${i}`)
    expect(await told(source, { a: many, b: many })).toEqual([`tasks would have more than ${LIMITS.dependenciesPerPlan} dependencies`])
  })

  it('more text, however often a long value stands in it, in little time', async () => {
    const long = '{{w}}'.repeat(900)
    const source = template(
      'w: { type: text, multiline: true }\na: { type: list }',
      Array.from({ length: 5 }, () => `- { each: a, title: T, description: "${long}", impactNotes: "${long}" }`).join('\n'),
    )
    const start = performance.now()
    const { faults } = await show(source, { w: 'x'.repeat(5000), a: Array.from({ length: 100 }, (_, i) => `i${i}`) })
    expect(faults).toMatchObject([{ field: 'tasks.0', message: 'would make the plan longer than 1000000 characters', line: 6 }])
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('a field beyond its limit is named with its task and line', async () => {
    const source = template('w: { type: text, multiline: true }', '- title: ok\n- ref: two\n  title: "{{w}}"')
    expect((await show(source, { w: 'x'.repeat(501) })).faults).toMatchObject([
      { field: 'tasks.1.title', message: 'two: title has 501 characters, at most 500 are allowed', line: 7 },
    ])
  })

  it('nothing at all', async () => {
    expect(await told(template('a: { type: boolean }', '- { title: T, when: { a: true } }'), {})).toEqual([
      'tasks would be none with these values',
    ])
  })
})
