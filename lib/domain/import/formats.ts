/** What can be brought in: the name as the command, the database and the address of an upload write it, with words for people. */
export const IMPORT_FORMATS = {
  json: { title: 'Task Orchestrator JSON', files: '.json', meaning: 'An export of this product, whole.' },
  csv: { title: 'CSV', files: '.csv, .tsv, .txt', meaning: 'A table of any tool, its columns mapped to fields.' },
  'task-orchestrator': {
    title: 'Task Orchestrator command line',
    files: '.db',
    meaning: 'The tasks.db of the original command-line tool.',
  },
  beads: { title: 'Beads', files: '.jsonl', meaning: 'The issues.jsonl of Beads.' },
  'task-master': { title: 'Task Master', files: '.json', meaning: 'The tasks.json of Task Master.' },
} as const satisfies Record<string, { title: string; files: string; meaning: string }>

export type ImportFormat = keyof typeof IMPORT_FORMATS

export const isImportFormat = (name: string): name is ImportFormat => Object.hasOwn(IMPORT_FORMATS, name)
