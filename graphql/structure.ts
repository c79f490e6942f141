import { Kind, type ASTVisitor, type DocumentNode, type SelectionSetNode, type ValidationContext } from 'graphql'
import { LIMITS, limitExceeded } from './limits.ts'

interface Size {
  depth: number
  aliases: number
  directives: number
  /** Fields at the top, which in a mutation are acts. */
  fields: number
}

/** A validation rule for depth, aliases, directives and mutations. Fragments count wherever they are spread; introspection has no depth. */
export function structureRule(context: ValidationContext): ASTVisitor {
  const measure = measureIn(context.getDocument())
  return {
    OperationDefinition(node) {
      const { fields, ...size } = measure(node.selectionSet)
      const found = {
        ...size,
        directives: size.directives + (node.directives?.length ?? 0),
        mutations: node.operation === 'mutation' ? fields : 0,
      }
      for (const name of ['depth', 'aliases', 'directives', 'mutations'] as const) {
        if (found[name] > LIMITS[name])
          context.reportError(limitExceeded(`The operation has ${name} ${found[name]}; at most ${LIMITS[name]} is allowed.`))
      }
    },
  }
}

/** Each fragment is measured once, however often it is spread, so that measuring costs no more than reading. */
function measureIn(document: DocumentNode) {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  )
  const known = new Map<string, Size>()

  function measure({ selections }: SelectionSetNode): Size {
    const total = { depth: 0, aliases: 0, directives: 0, fields: 0 }
    for (const selection of selections) {
      const inner = sizeOf(selection)
      total.depth = Math.max(total.depth, inner.depth)
      total.aliases += inner.aliases
      total.directives += inner.directives + (selection.directives?.length ?? 0)
      total.fields += inner.fields
    }
    return total
  }

  function sizeOf(selection: SelectionSetNode['selections'][number]): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
    const inner = selection.selectionSet ? measure(selection.selectionSet) : { depth: 0, aliases: 0, directives: 0 }
    const depth = selection.name.value.startsWith('__') ? 0 : inner.depth + 1
    return { depth, aliases: inner.aliases + (selection.alias ? 1 : 0), directives: inner.directives, fields: 1 }
  }

  function ofFragment(name: string): Size {
    const measured = known.get(name)
    if (measured) return measured
    // Stands until it is measured: a fragment that spreads itself is another rule's business.
    known.set(name, { depth: 0, aliases: 0, directives: 0, fields: 0 })
    const fragment = fragments.get(name)
    const size = fragment ? measure(fragment.selectionSet) : { depth: 0, aliases: 0, directives: 0, fields: 0 }
    known.set(name, size)
    return size
  }

  return measure
}
