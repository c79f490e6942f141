import type { Sums } from '#lib/storage/table.ts'

export function rowsAndTables(sums: Sums): string {
  const filled = Object.values(sums).filter(({ rows }) => rows > 0)
  return `${filled.reduce((all, { rows }) => all + rows, 0)} rows of ${filled.length} tables`
}
