import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** What a list without `first` counts for. */
const PLAIN_LIST = 10

interface Extensions {
  /** The type is a page: its lists have been counted where it was asked for. */
  isPage?: boolean
  /** How many entries a field that answers a page asks for; by default its `first`. */
  size?: (args: Record<string, unknown>) => number
}

/**
 * How many objects in lists an operation may answer at most, by its `first` arguments multiplied with each other.
 * Each fragment is counted once per spread, but measured once.
 */
export function countNodes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  const root = schema.getRootType(operation.operation)
  // The executor says what is wrong with them.
  if (!coerced.coerced || !root) return 0
  const values = coerced.coerced
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  )
  const known = new Map<string, number>()
  return nodesIn(operation.selectionSet, root)

  function nodesIn({ selections }: SelectionSetNode, parent: GraphQLCompositeType): number {
    let nodes = 0
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) nodes += nodesOf(selection, parent)
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        nodes += nodesIn(selection.selectionSet, conditionType(selection.typeCondition?.name.value, parent))
      else nodes += nodesOfFragment(selection.name.value)
    }
    return nodes
  }

  function nodesOfFragment(name: string) {
    const measured = known.get(name)
    if (measured !== undefined) return measured
    const fragment = fragments.get(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const nodes = fragment && isCompositeType(type) ? nodesIn(fragment.selectionSet, type) : 0
    known.set(name, nodes)
    return nodes
  }

  function conditionType(name: string | undefined, parent: GraphQLCompositeType) {
    const type = name === undefined ? parent : schema.getType(name)
    return isCompositeType(type) ? type : parent
  }

  function nodesOf(node: FieldNode, parent: GraphQLCompositeType): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    const type = field && getNamedType(field.type)
    if (!field || !isCompositeType(type) || !node.selectionSet) return 0
    const size = sizeOf(field, node, parent)
    const inner = nodesIn(node.selectionSet, type)
    return size === null ? inner : size * (1 + inner)
  }

  /** null: one object, which counts with its list. */
  function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, parent: GraphQLCompositeType): number | null {
    if (extensionsOf(parent).isPage) return null
    const isPage = extensionsOf(getNamedType(field.type)).isPage
    const isList = isListType(getNullableType(field.type))
    if (!isPage && !isList) return null
    const args = getArgumentValues(field, node, values)
    const { size } = field.extensions as Extensions
    if (size) return size(args)
    return typeof args.first === 'number' ? Math.max(1, args.first) : PLAIN_LIST
  }
}

const extensionsOf = (type: { extensions: object }) => type.extensions as Extensions
