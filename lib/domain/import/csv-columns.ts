/** The fields that a column of a table can fill, each with what its cells hold and the headers by which it is guessed. */
export const CSV_FIELDS = {
  key: {
    meaning: 'The id or key in the source, by which a row is found again.',
    headers: ['key', 'id', 'issue key', 'issue id', 'task id', 'identifier', 'number', 'ref', 'external key', 'externalkey'],
  },
  title: { meaning: 'The title.', headers: ['title', 'summary', 'name', 'task', 'task name', 'subject', 'issue'] },
  description: { meaning: 'The description.', headers: ['description', 'details', 'body', 'content', 'text'] },
  status: {
    meaning: 'The status, in words such as todo, in progress, done, cancelled, blocked.',
    headers: ['status', 'state', 'column', 'list', 'section column'],
  },
  priority: { meaning: 'The priority: low to critical, P0 to P4, or urgent.', headers: ['priority', 'severity', 'importance'] },
  assignee: {
    meaning: 'Who works on it; of several names the first.',
    headers: ['assignee', 'assignees', 'assigned to', 'owner', 'responsible'],
  },
  createdBy: { meaning: 'Who created it.', headers: ['creator', 'created by', 'createdby', 'reporter', 'author'] },
  tags: {
    meaning: 'Tags, separated by commas, semicolons or bars.',
    headers: ['tags', 'labels', 'label', 'tag', 'categories', 'category', 'components', 'type', 'issue type'],
  },
  estimatedHours: {
    meaning: 'The estimate in hours; also 90m, 1.5h, 2d, 1:30.',
    headers: ['estimated hours', 'estimate', 'estimated', 'hours', 'original estimate', 'estimatedhours', 'time estimate'],
  },
  actualHours: { meaning: 'The hours it took.', headers: ['actual hours', 'actual', 'time spent', 'spent', 'actualhours'] },
  deadline: { meaning: 'The deadline.', headers: ['deadline', 'due', 'due date', 'due on', 'duedate', 'target date'] },
  createdAt: {
    meaning: 'When it was created.',
    headers: ['created', 'created at', 'created on', 'createdat', 'date created', 'creation date'],
  },
  updatedAt: {
    meaning: 'When it was last changed.',
    headers: ['updated', 'updated at', 'last modified', 'modified', 'updatedat', 'last updated'],
  },
  completedAt: {
    meaning: 'When it was completed.',
    headers: [
      'completed',
      'completed at',
      'completed on',
      'closed',
      'closed at',
      'done at',
      'resolved',
      'completedat',
      'resolution date',
      'finished',
    ],
  },
  dependsOn: {
    meaning: 'Keys of the tasks it waits for, separated by commas or spaces.',
    headers: ['depends on', 'blocked by', 'dependencies', 'dependson', 'predecessors', 'blockedby', 'is blocked by'],
  },
  parent: {
    meaning: 'The key of the task it is a part of.',
    headers: ['parent', 'parent key', 'parent id', 'epic', 'epic link', 'parent task', 'parent issue'],
  },
  completionSummary: { meaning: 'How it was completed.', headers: ['completion summary', 'resolution', 'completionsummary', 'outcome'] },
  criteria: { meaning: 'Success criteria, a line each.', headers: ['criteria', 'success criteria', 'acceptance criteria', 'done when'] },
  note: { meaning: 'A text that becomes an update.', headers: ['notes', 'note', 'comment', 'comments', 'remarks'] },
} as const satisfies Record<string, { meaning: string; headers: readonly string[] }>

export type CsvField = keyof typeof CSV_FIELDS

export const isCsvField = (name: string): name is CsvField => Object.hasOwn(CSV_FIELDS, name)

/** Field by column: each field once, for the column whose header is its best name; null keeps a column beside the task. */
export function guessColumns(headers: readonly string[]): Record<string, CsvField | null> {
  const guessed = new Map<string, CsvField>()
  for (const [field, { headers: names }] of Object.entries(CSV_FIELDS)) {
    const known: readonly string[] = names
    const rank = (header: string) => known.indexOf(plain(header))
    const [best] = headers.filter((header) => rank(header) !== -1 && !guessed.has(header)).toSorted((a, b) => rank(a) - rank(b))
    if (best !== undefined && isCsvField(field)) guessed.set(best, field)
  }
  return Object.fromEntries(headers.map((header) => [header, guessed.get(header) ?? null]))
}

const plain = (header: string) =>
  header
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .replace(/[_\-./]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
