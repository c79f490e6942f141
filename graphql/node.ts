import type { Caller } from '#lib/auth/caller.ts'
import { builder, callerOf } from './builder.ts'
import type { Context } from './context.ts'

/** Answers the row behind an id, or null when it is missing or hidden. */
type Find = (id: string, caller: Caller, context: Context) => Promise<object | null>

const kinds: { name: string; of: RegExp; find: Find }[] = []
const names = new WeakMap<object, string>()

export const Node = builder.interfaceRef<object>('Node').implement({
  description: 'Something with an id of its own, which `node` finds again.',
  fields: (t) => ({ id: t.id({ description: 'The same for ever, and unique among everything.' }) }),
  resolveType: (row) => names.get(row),
})

/** Lets `node(id:)` find a type by the form of its ids. */
export function nodeType(name: string, of: RegExp, find: Find) {
  kinds.push({ name, of, find })
}

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description: 'Whatever has this id; null when it is missing or hidden from you.',
    args: {
      id: t.arg.id({
        required: true,
        description: "An id as the API answers it: a task's 8 hex characters, or a prefix, `_` and the rest.",
      }),
    },
    resolve: async (_, { id }, context) => {
      const kind = kinds.find(({ of }) => of.test(id))
      const row = kind ? await kind.find(id, callerOf(context), context) : null
      if (kind && row) names.set(row, kind.name)
      return row
    },
  }),
)
