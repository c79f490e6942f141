import { COLUMNS, type Column } from './search-params.ts'

export const COLUMN: Record<Column, { word: string; width: string; head?: string; end?: boolean; low?: boolean }> = {
  key: { word: 'Key', width: '84px', head: 'Key' },
  tags: { word: 'Tags', width: '' },
  waits: { word: 'Waits for', width: '168px', head: 'Waits for', low: true },
  frees: { word: 'Frees', width: '44px', head: 'Frees', low: true },
  priority: { word: 'Priority', width: '24px', head: '' },
  assignee: { word: 'Assignee', width: '140px', head: 'Assigned' },
  lease: { word: 'Lease left', width: '104px', head: 'Lease left' },
  estimate: { word: 'Estimate', width: '48px', head: 'Est.', end: true, low: true },
  deadline: { word: 'Deadline', width: '84px', head: 'Due', end: true, low: true },
  updated: { word: 'Updated', width: '48px', head: 'Upd.', end: true, low: true },
}

/** Key stands before the title, tags in it, the rest behind. */
export const behindTitle = (shown: readonly Column[]) => COLUMNS.filter((one) => one !== 'key' && one !== 'tags' && shown.includes(one))

/** Tracks of the grid: the gutter, status, key, title, then what was chosen; narrow windows leave out what says least. */
export function tracksOf(shown: readonly Column[]) {
  const track = (gutter: string, isNarrow: boolean) =>
    [
      gutter,
      '24px',
      ...(shown.includes('key') ? [COLUMN.key.width] : []),
      'minmax(0, 1fr)',
      ...behindTitle(shown)
        .filter((one) => !isNarrow || !COLUMN[one].low)
        .map((one) => COLUMN[one].width),
    ].join(' ')
  return { '--tracks': track('var(--gutter)', false), '--tracks-narrow': track('var(--gutter)', true) }
}
