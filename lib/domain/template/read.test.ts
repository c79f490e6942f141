import { describe, expect, it } from 'vitest'
import { LIMITS } from '../limits.ts'
import { readTemplate } from './read.ts'

const read = (source: string) => readTemplate(source, '2026-03-01')
const faultsOf = (source: string) => read(source).faults.map(({ line, field, message }) => `${line}: ${field} ${message}`)

describe('a template', () => {
  it('is read from YAML and from JSON alike', () => {
    const yaml = read('name: One\ntasks:\n  - title: First\n')
    const json = read('{ "name": "One", "tasks": [{ "title": "First" }] }')
    expect(yaml.faults).toEqual([])
    expect(json.template).toEqual(yaml.template)
  })

  it('names every fault at once, each with its line', () => {
    const source = [
      'name: ""',
      'color: red',
      'variables:',
      '  today: { type: text }',
      '  size: { type: huge }',
      '  count: { type: integer, min: 9, max: 3 }',
      'tasks:',
      '  - title: 3',
      '    estimatedHours: -1',
      '    priority: urgent',
      '    deps: [a]',
    ].join('\n')
    expect(faultsOf(source)).toEqual([
      '1: name must not be empty',
      '2: color is no field that there is here',
      '4: variables.today is the name of something that every template has',
      '5: variables.size.type must have a type: text, number, integer, boolean, date, choice, person or list',
      '8: tasks.0.title must be text',
      '9: tasks.0.estimatedHours must be above 0',
      '10: tasks.0.priority must be low, medium, high or critical',
      '11: tasks.0.deps is no field that there is here',
    ])
  })

  it('says where a name stands for nothing, and where types do not fit', () => {
    const source = [
      'name: X',
      'variables:',
      '  n: { type: integer, default: 2.5 }',
      '  parts: { type: list }',
      '  day: { type: date, default: tomorrow }',
      '  v: { type: text, pattern: "[a-z]+", default: "9" }',
      '  broken: { type: text, pattern: "(" }',
      'tasks:',
      '  - ref: a',
      '    title: "{{nobody}} and {{parts + 3d}} and {{ 1 }} and {{"',
      '    dependsOn: [b, a, c]',
      '    estimatedHours: "{{v}}"',
      '    deadline: "{{n}}"',
      '    when: { v: yes, parts: true }',
      '  - ref: a',
      '    title: Again',
      '    each: v',
      '  - { ref: many, title: "{{item}}", each: parts }',
      '  - { title: Below, parent: many }',
    ].join('\n')
    const schema = 'variables:\n  n: { type: integer }\n'
    expect(faultsOf(`name: X\n${schema}tasks:\n  - title: "{{n + 2d}}"`)).toEqual([
      '5: tasks.0.title days are added to dates, and "n" is none',
    ])
    expect(faultsOf(source)[0]).toBe('3: variables.n.default must be a whole number')
    const told = faultsOf(source.replace('default: 2.5', 'default: 2').replace(', default: tomorrow', ''))
    expect(told).toEqual([
      '6: variables.v.default does not fit the pattern [a-z]+',
      '7: variables.broken.pattern is no regular expression',
      expect.stringMatching(/^10: tasks\.0\.title \{\{ 1 \}\} is no variable; write/),
      expect.stringMatching(/^10: tasks\.0\.title has a \{\{ that is not closed/),
      '10: tasks.0.title "nobody" is no variable of this template',
      '10: tasks.0.title days are added to dates, and "parts" is none',
      '11: tasks.0.dependsOn.0 "b" is no ref of this template',
      '11: tasks.0.dependsOn.1 a task cannot depend on itself',
      '11: tasks.0.dependsOn.2 "c" is no ref of this template',
      '12: tasks.0.estimatedHours must be a number, or one variable that is a number',
      '13: tasks.0.deadline must be a day, or one variable that is a date',
      '14: tasks.0.when.v "v" is no variable of the type boolean or choice',
      '14: tasks.0.when.parts "parts" is no variable of the type boolean or choice',
      '15: tasks.1.ref "a" is the ref of another task too',
      '17: tasks.1.each "v" is no variable of the type list',
      '19: tasks.3.parent "many" is repeated for parts, so this must be too',
    ])
  })

  it('shows a cycle as a path of refs', () => {
    const source =
      'name: X\ntasks:\n  - { ref: a, title: A, dependsOn: [b] }\n  - { ref: b, title: B, dependsOn: [c] }\n  - { ref: c, title: C, dependsOn: a }'
    expect(faultsOf(source)).toEqual(['3: tasks.0.dependsOn closes a cycle: a → b → c → a'])
    expect(faultsOf('name: X\ntasks:\n  - { ref: a, title: A, parent: b }\n  - { ref: b, title: B, parent: a }')).toEqual([
      '3: tasks.0.parent closes a cycle: a → b → a',
    ])
  })

  it('never stands for more than is written: aliases, tags and second keys are refused', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
    ]
    expect(faultsOf(bomb.join('\n'))[0]).toBe('2: b.0 refers to another place of the text; write it out')
    expect(faultsOf('name: !!js/function "function(){}"\ntasks: []')[0]).toMatch(/^1: name must not have the tag/)
    expect(faultsOf('name: A\nname: B\ntasks: [{ title: T }]')).toEqual(['2: name "name" is here a second time'])
    expect(faultsOf('__proto__: { polluted: true }\nname: A\ntasks: [{ title: T }]')).toEqual([
      '1: __proto__ is no field that there is here',
    ])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(faultsOf('? [a, b]\n: c\n')[0]).toContain('has a key that is no plain word')
  })

  it.each([
    ['flow lists', '['.repeat(50_000)],
    ['lists in one line', '- '.repeat(50_000)],
    ['closed lists', `a: ${'['.repeat(40)}${']'.repeat(40)}`],
  ])('refuses a depth that nobody needs: %s', (_, source) => {
    expect(faultsOf(source).join()).toContain('is nested too deeply')
  })

  it.each([
    '',
    '   \n',
    '- a\n- b',
    'just words',
    '42',
    'name: X',
    'name: X\ntasks: []',
    'a: b: c',
    '"unclosed',
    'name: X\ntasks:\n\t- title: T',
    'a\0b',
    '\ud800',
  ])('answers %j with a fault, never with a crash', (source) => {
    const { template, faults } = read(source)
    expect(template).toBeNull()
    expect(faults.length).toBeGreaterThan(0)
  })

  it('is refused beyond its limit of characters, and tells at most 100 faults', () => {
    expect(faultsOf('x'.repeat(LIMITS.templateSource + 1))).toEqual([
      `null: source has ${LIMITS.templateSource + 1} characters, at most ${LIMITS.templateSource} are allowed`,
    ])
    expect(read('"'.repeat(10_000)).faults).toHaveLength(100)
  })
})
