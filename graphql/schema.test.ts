import { readdirSync, readFileSync } from 'node:fs'
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { agent, person, project, task } from '#lib/testing/builders.ts'
import { testDatabase } from '#lib/testing/database.ts'
import { schema } from './schema.ts'
import { ask } from './testing.ts'

const here = (path: string) => new URL(path, import.meta.url)
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))

it('every type, field, argument, enum value and input field has a description', () => {
  const bare: string[] = []
  const look = (name: string, { description }: { description?: string | null | undefined }) => void (description?.trim() || bare.push(name))
  for (const type of types) {
    look(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field)
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field)
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument)
      }
  }
  expect(bare).toEqual([])
})

it('every mutation takes one input with an idempotency key, and its success says whether it was replayed', () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const title = field.name.charAt(0).toUpperCase() + field.name.slice(1)
    expect(field.args.map(({ name, type }) => `${name}: ${type}`)).toEqual([`input: ${title}Input!`])
    expect(String(field.type)).toBe(`${title}Result!`)
    const [input, success] = [schema.getType(`${title}Input`), schema.getType(`${title}Success`)]
    expect(isInputObjectType(input) && String(input.getFields().idempotencyKey?.type)).toBe('String')
    expect(isObjectType(success) && String(success.getFields().replayed?.type)).toBe('Boolean!')
  }
})

it('a field has one type among all members of a union, so that one operation can ask each of them for it', () => {
  for (const union of types.filter(isUnionType)) {
    const known = new Map<string, string>()
    for (const { name, type } of union.getTypes().flatMap((member) => Object.values(member.getFields()))) {
      expect(`${union.name}.${name}: ${type}`).toBe(`${union.name}.${name}: ${known.get(name) ?? type}`)
      known.set(name, String(type))
    }
  }
})

it('schema.graphql is what the code says', () => {
  expect(readFileSync(here('schema.graphql'), 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
})

describe('the published operations', () => {
  const files = readdirSync(here('operations')).filter((name) => name.endsWith('.graphql'))
  const documents = new Map(files.map((name) => [name.replace('.graphql', ''), readFileSync(here(`operations/${name}`), 'utf8')]))
  const run = (by: Parameters<typeof ask>[0], name: string, variables?: Record<string, unknown>) =>
    ask(by, documents.get(name) ?? '', variables)
  beforeAll(async () => void (await testDatabase()))

  it.each(files)('%s fits the schema', (name) => {
    expect(validate(schema, parse(readFileSync(here(`operations/${name}`), 'utf8')))).toEqual([])
  })

  it('are enough for an agent to work with', async () => {
    const ann = await person()
    const web = await project(ann)
    const bot = await agent(ann, { project: web })
    const one = await task(ann, web, { title: 'One' })
    expect(await run(bot, 'me')).toMatchObject({
      me: { handle: bot.handle },
      projects: [{ key: web.key, viewerRole: 'MEMBER', counts: { pending: 1 } }],
    })
    expect(await run(bot, 'ready-tasks', { project: web.key })).toMatchObject({ tasks: { nodes: [{ key: one.key }] } })
    const { claimTask } = await run(bot, 'claim-task', { task: one.key, idempotencyKey: 'a' })
    await run(bot, 'add-context', { task: one.key, fence: claimTask.fence, body: 'Half done' })
    const { createTask } = await run(bot, 'create-task', { input: { project: web.key, title: 'Two' } })
    await run(bot, 'add-dependency', { task: createTask.task.key, dependsOn: one.key })
    await run(bot, 'release-task', { task: one.key, fence: claimTask.fence, note: 'back soon' })
    const again = await run(bot, 'claim-task', { task: one.key })
    expect(again.claimTask.task).toMatchObject({ claims: [{ outcome: null }, { outcome: 'RELEASED', note: 'back soon' }] })
    const { completeTask } = await run(bot, 'complete-task', { task: one.key, fence: again.claimTask.fence, summary: 'Done' })
    expect(completeTask).toMatchObject({ task: { status: 'COMPLETED' }, unblockedTasks: [{ key: createTask.task.key }] })
    const { inbox } = await run(ann, 'inbox')
    expect(inbox.nodes[0]).toMatchObject({ reason: 'UPDATE', task: { key: one.key } })
    expect(await run(ann, 'mark-notifications', { seqs: [inbox.nodes[0].seq] })).toMatchObject({ markNotifications: { unreadCount: 0 } })
  })
})
