export const EXPORT_FORMATS = ['json', 'csv', 'markdown', 'mermaid', 'dot'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const FILE_TYPES = {
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  markdown: { type: 'text/markdown; charset=utf-8', extension: 'md' },
  mermaid: { type: 'text/vnd.mermaid; charset=utf-8', extension: 'mmd' },
  dot: { type: 'text/vnd.graphviz; charset=utf-8', extension: 'dot' },
} as const satisfies Record<ExportFormat, { type: string; extension: string }>
