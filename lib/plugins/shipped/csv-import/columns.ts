/** What a column can be. The first name that a header has wins; names are compared without case, spaces and punctuation. */
export const FIELDS = {
  id: ['id', 'key', 'issue key', 'issue id', 'external id', 'external key', 'number', '#'],
  title: ['title', 'summary', 'name', 'task', 'subject'],
  description: ['description', 'details', 'body', 'notes'],
  status: ['status', 'state'],
  priority: ['priority', 'severity', 'importance'],
  assignee: ['assignee', 'assigned to', 'owner', 'responsible'],
  tags: ['tags', 'labels', 'label', 'tag', 'category', 'categories'],
  estimatedHours: ['estimated hours', 'estimate', 'estimate hours', 'hours', 'original estimate'],
  deadline: ['deadline', 'due', 'due date', 'due by'],
  dependsOn: ['depends on', 'dependencies', 'blocked by', 'blockers', 'prerequisites', 'after'],
  parent: ['parent', 'parent id', 'parent key', 'epic', 'part of'],
  requiredCapabilities: ['required capabilities', 'capabilities', 'skills'],
  criteria: ['criteria', 'success criteria', 'acceptance criteria'],
} as const satisfies Record<string, readonly string[]>
export type Field = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as Field[]

export interface Mapping {
  /** The header of each field's column. */
  columns: Map<Field, string>
  /** Headers that are no field: their values are kept in the description. */
  rest: string[]
  faults: string[]
}

/**
 * Which column is which field. `asked` names some of them, as `title=Summary; tags=Labels`; `-` leaves a field out.
 * Fields that are not named are found by the names of the headers.
 */
export function mapColumns(headers: readonly string[], asked: string): Mapping {
  const columns = new Map<Field, string>()
  const faults: string[] = []
  const left = new Set<Field>()
  for (const part of asked.split(/[;\n]/).filter((text) => text.trim() !== '')) {
    const [name, header] = splitOnce(part, '=')
    const field = FIELD_NAMES.find((one) => plain(one) === plain(name))
    if (!field) faults.push(`"${name}" is no field. Fields: ${FIELD_NAMES.join(', ')}.`)
    else if (header === '-') left.add(field)
    else {
      const found = headers.find((one) => one.trim() === header) ?? headers.find((one) => plain(one) === plain(header))
      if (found === undefined) faults.push(`There is no column "${header}". Columns: ${headers.join(', ')}.`)
      else columns.set(field, found)
    }
  }
  const taken = new Set(columns.values())
  for (const field of FIELD_NAMES) {
    if (columns.has(field) || left.has(field)) continue
    const found = headers.find((header) => !taken.has(header) && FIELDS[field].some((name) => plain(name) === plain(header)))
    if (found === undefined) continue
    columns.set(field, found)
    taken.add(found)
  }
  if (!columns.has('title')) faults.push(`No column is the title. Name it: columns "title=${headers[0] ?? 'Summary'}".`)
  return { columns, rest: headers.filter((header) => !taken.has(header)), faults }
}

// "#" is a name by itself.
const plain = (text: string) => text.toLowerCase().replace(/[\s_\-./()]+/g, '')

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  return index < 0 ? [text.trim(), ''] : [text.slice(0, index).trim(), text.slice(index + at.length).trim()]
}
