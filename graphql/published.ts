import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { GraphQLError, Kind, parse, type FieldNode, type OperationDefinitionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { prismaFolder } from '#prisma/tools/folder.ts'

/** A document of operations/: run by its name, copied, or called as a tool. */
export interface Published {
  /** The name of its file, such as `claim-task`. */
  name: string
  text: string
  operation: OperationDefinitionNode
  /** The fields that it asks the root type for. */
  roots: FieldNode[]
}

/** The loop of an agent, in the order in which it is explained. */
export const LOOP = [
  'me',
  'claim-next-task',
  'claim-task',
  'heartbeat',
  'add-context',
  'complete-task',
  'release-task',
  'fail-task',
  'create-plan',
  'inbox',
] as const

export const projectFolder = dirname(prismaFolder())
export const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }

/** Every published document, by name. */
export const published: ReadonlyMap<string, Published> = read()

function read() {
  const folder = join(projectFolder, 'graphql/operations')
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'))
  return new Map(
    files.sort().map((file) => {
      const name = file.replace('.graphql', '')
      return [name, publish(name, readFileSync(join(folder, file), 'utf8'))]
    }),
  )
}

function publish(name: string, text: string): Published {
  const operation = parse(text).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error(`graphql/operations/${name}.graphql has no operation.`)
  return { name, text, operation, roots: operation.selectionSet.selections.filter((node) => node.kind === Kind.FIELD) }
}

/** Lets a request name a published document (`documentId`) in the place of sending one (`query`). */
export const publishedOperations: Plugin = {
  onParams({ params, setParams }) {
    const { documentId, ...rest } = params as typeof params & { documentId?: unknown }
    if (documentId === undefined || documentId === null) return
    const found = published.get(fileName(String(documentId)))
    if (!found) throw new GraphQLError(`There is no document "${documentId}". Published are: ${[...published.keys()].join(', ')}.`)
    if (rest.query) throw new GraphQLError('Send `documentId` or `query`, not both.')
    setParams({ ...rest, query: found.text })
  },
}

/** `claimTask` as the schema says it, `claim_task` as tools do, are `claim-task` too. */
const fileName = (name: string) => name.replaceAll('_', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
