import type { ArgBuilder, FieldMap } from '@pothos/core'
import { MAX_PAGE, type Page } from '#lib/domain/page.ts'
import { builder, type Fields, type SchemaTypes } from './builder.ts'

interface Edge<Row> {
  node: Row
  cursor: string
}

const PageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more follows: ask again with `after: endCursor`.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether something comes before.' }),
    startCursor: t.string({
      nullable: true,
      description: 'The cursor of the first entry; null on an empty page.',
      resolve: ({ cursors }) => cursors[0] ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'The cursor of the last entry; null on an empty page.',
      resolve: ({ cursors }) => cursors.at(-1) ?? null,
    }),
  }),
})

/**
 * The Relay connection of a type: nodes, edges, page info.
 * @param fields how the entry of a row is declared, and what the list has besides
 */
export function connection<Row>(
  name: string,
  what: string,
  fields: {
    nodes: (t: Fields<Page<Row>>) => FieldMap[string]
    node: (t: Fields<Edge<Row>>) => FieldMap[string]
    more?: (t: Fields<Page<Row>>) => FieldMap
  },
) {
  const EdgeType = builder.objectRef<Edge<Row>>(`${name}Edge`).implement({
    description: `One entry of a list of ${what}, with its cursor.`,
    fields: (t) => ({
      node: fields.node(t),
      cursor: t.string({ description: 'Go on after this entry with `after`.', resolve: ({ cursor }) => cursor }),
    }),
  })
  return builder.objectRef<Page<Row>>(`${name}Connection`).implement({
    description: `One page of a list of ${what}.`,
    extensions: { isPage: true },
    fields: (t) => ({
      ...fields.more?.(t),
      nodes: fields.nodes(t),
      edges: t.field({
        type: [EdgeType],
        description: `The ${what} of this page with their cursors.`,
        resolve: ({ rows, cursors }) => rows.map((node, i) => ({ node, cursor: cursors[i] ?? '' })),
      }),
      pageInfo: t.field({ type: PageInfo, description: 'Where this page stands in the list.', resolve: (page) => page }),
    }),
  })
}

/** The arguments of every list. */
export const pageArgs = ({ arg }: { arg: ArgBuilder<SchemaTypes> }) => ({
  first: arg.int({ defaultValue: 50, required: true, description: `How many entries, 1 to ${MAX_PAGE}.` }),
  after: arg.string({ description: 'Go on after the entry with this cursor.' }),
})
