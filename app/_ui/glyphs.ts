/** Every glyph of the product on a 16 px grid, drawn in `currentColor`. Printed once into the page by <Sprite>. */
export const GLYPHS = {
  'status-pending': '<circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  'status-blocked': '<path fill="currentColor" fill-rule="evenodd" d="M2.25 2.25h11.5v11.5H2.25zM4.5 6.75v2.5h7v-2.5z"/>',
  'status-in-progress': '<path fill="currentColor" d="M1 3.75h8.6L15 8l-5.4 4.25H1z"/>',
  'status-completed':
    '<path fill="currentColor" fill-rule="evenodd" d="M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM4.3 8.35 7.15 11.2 11.9 6.45 10.7 5.25 7.15 8.8 5.5 7.15z"/>',
  'status-cancelled':
    '<path fill="none" stroke="currentColor" stroke-width="2" d="M4 4l8 8M12 4l-8 8"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M.5 8h3.25M12.25 8h3.25"/>',
  'priority-low':
    '<rect x="4.75" y="1" width="6.5" height="14" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.25"/><circle cx="8" cy="12" r="1.9" fill="currentColor"/><circle cx="8" cy="8" r=".7" fill="currentColor"/><circle cx="8" cy="4" r=".7" fill="currentColor"/>',
  'priority-medium':
    '<rect x="4.75" y="1" width="6.5" height="14" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.25"/><circle cx="8" cy="8" r="1.9" fill="currentColor"/><circle cx="8" cy="12" r=".7" fill="currentColor"/><circle cx="8" cy="4" r=".7" fill="currentColor"/>',
  'priority-high':
    '<rect x="4.75" y="1" width="6.5" height="14" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.25"/><circle cx="8" cy="4" r="1.9" fill="currentColor"/><circle cx="8" cy="8" r=".7" fill="currentColor"/><circle cx="8" cy="12" r=".7" fill="currentColor"/>',
  'priority-critical':
    '<path fill="currentColor" fill-rule="evenodd" d="M5.5.5h5A1.5 1.5 0 0 1 12 2v12a1.5 1.5 0 0 1-1.5 1.5h-5A1.5 1.5 0 0 1 4 14V2A1.5 1.5 0 0 1 5.5.5zM7 3v6h2V3zM7 11v2h2v-2z"/>',
  claim:
    '<circle cx="4" cy="8" r="2.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M6.5 7.25H8V5h7v6H8V8.75H6.5z"/>',
  lease:
    '<circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M8 3.5A4.5 4.5 0 0 1 11.9 10.25L8 8z"/>',
  fence:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3 14V2M3 3.5h9.5v6H3"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M6 5.5v2M8 5.5v2M10 5.5v2"/>',
  agent:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.25 3.25h7.5v9.5h-9.5v-7.5z"/><path fill="none" stroke="currentColor" stroke-width="1.5" stroke-width="1.25" d="M.75 6.5h2.5M.75 9.5h2.5M12.75 6.5h2.5M12.75 9.5h2.5"/><rect x="6.5" y="6.5" width="3" height="3" fill="currentColor"/>',
  person:
    '<circle cx="8" cy="5" r="2.75" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.5 14.25c0-3 2.4-4.75 5.5-4.75s5.5 1.75 5.5 4.75"/>',
  'blocked-by':
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M.75 8h6.5M8 3v10"/><rect x="10.75" y="5.75" width="4.5" height="4.5" fill="currentColor"/>',
  blocks:
    '<rect x=".75" y="5.75" width="4.5" height="4.5" fill="currentColor"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.25 8h7M13 3v10"/>',
  cleared:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M.75 8h8.5M6.5 5l3 3-3 3"/><rect x="11" y="5.75" width="4.5" height="4.5" fill="currentColor"/>',
  'critical-path': '<path fill="none" stroke="currentColor" stroke-width="3.25" d="M.5 12h4.25l6-8h4.75"/>',
  hold: '<path fill="currentColor" d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z"/>',
  parent:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.5 1.5v11h5M2.5 6h5"/><path fill="currentColor" d="M9 3.75h5.5v4H9zM9 10.5h5.5v4H9z"/>',
  related:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="1.5 2" d="M5 8h6"/><circle cx="3" cy="8" r="2" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="13" cy="8" r="2" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  duplicate: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.25 2.25h8v8h-8zM5.75 12.75v1h8v-8h-1"/>',
  discovery:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M.75 12.25h14.5M3.5 12.25 9.3 6.4"/><circle cx="11" cy="4.75" r="2.5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  update: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.5 3.25h13M1.5 8h8.5M1.5 12.75h11"/>',
  sync: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1 5h11M9 2l3 3-3 3M15 11H4M7 8l-3 3 3 3"/>',
  progress:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 12.5a6.5 6.5 0 1 1 12.5 0"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M8 11.5l3.25-5"/><circle cx="8" cy="11.75" r="1.5" fill="currentColor"/>',
  note: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.75 1.75h10.5v8.5l-3.5 4h-7zM13.25 10.25h-3.5v4"/>',
  private: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.25 7.25h9.5v6.5h-9.5zM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7"/>',
  'presence-online': '<circle cx="8" cy="8" r="4.5" fill="currentColor"/>',
  'presence-late':
    '<circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M8 4a4 4 0 0 1 0 8z"/>',
  'presence-offline': '<circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 2"/>',
  inbox:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2 9.25V13h12V9.25M2 9.25 4.25 3h7.5L14 9.25M2 9.25h3.5l1 2h3l1-2H14"/>',
  tasks:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M6 3.5h9M6 8h9M6 12.5h9"/><path fill="currentColor" d="M1 2.25h2.5v2.5H1zM1 6.75h2.5v2.5H1zM1 11.25h2.5v2.5H1z"/>',
  graph:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M5 8h2.5L10 4h1M7.5 8l2.5 4h1"/><path fill="currentColor" d="M.75 5.75h4.5v4.5H.75zM11 2h4v4h-4zM11 10h4v4h-4z"/>',
  activity: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M.75 8h3.5l2-5 3.5 10 2-5h3.5"/>',
  table: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 2.75h12.5v10.5H1.75zM1.75 6.25h12.5M6 6.25v7"/>',
  search:
    '<circle cx="6.75" cy="6.75" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M10 10l4.5 4.5"/>',
  filter: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.5 3.5h13M4 8h8M6.5 12.5h3"/>',
  plus: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M8 2.5v11M2.5 8h11"/>',
  minus: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.5 8h11"/>',
  close: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
  check: '<path fill="none" stroke="currentColor" stroke-width="1.5" stroke-width="1.75" d="M2.75 8.25 6.5 12l6.75-7.5"/>',
  down: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M4 6.25 8 10.25l4-4"/>',
  right: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M6.25 4l4 4-4 4"/>',
  left: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M9.75 4l-4 4 4 4"/>',
  more: '<path fill="currentColor" d="M2 7h2v2H2zM7 7h2v2H7zM12 7h2v2h-2z"/>',
  theme:
    '<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M8 2.25a5.75 5.75 0 0 1 0 11.5z"/>',
  fit: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 5.5V1.75H5.5M10.5 1.75h3.75V5.5M14.25 10.5v3.75H10.5M5.5 14.25H1.75V10.5"/>',
  file: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.25 1.75h6l3.5 3.5v9h-9.5zM9.25 1.75v3.5h3.5"/>',
  overlap:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 1.75h8.5v8.5h-8.5z"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.75 5.75h8.5v8.5h-8.5z"/><path fill="currentColor" d="M5.75 5.75h4.5v4.5h-4.5z"/>',
  warning:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M8 2 14.75 13.75H1.25z"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M8 6.25v3.5M8 11v1.5"/>',
  question:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 2.25h12.5v9H8.5l-3.25 3v-3h-3.5z"/><path fill="none" stroke="currentColor" stroke-width="1.5" stroke-width="1.25" d="M6.25 5.75a1.75 1.75 0 1 1 2.4 1.6c-.5.2-.65.4-.65.9M8 9v1"/>',
  expired:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3 1.75h10M3 14.25h10M4.75 1.75V5L8 8l3.25-3V1.75M4.75 14.25V11L8 8l3.25 3v3.25"/><path fill="currentColor" d="M5.5 14v-2.25L8 9.75l2.5 2V14z"/>',
  snooze: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M4 3h8l-8 10h8"/>',
  unblocked:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M.75 8h13M10.5 4.5 14 8l-3.5 3.5"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M5 2.5v2.5M5 11v2.5"/>',
  copy: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.75 5.75h8.5v8.5h-8.5zM3.5 10.25H1.75v-8.5h8.5V3.5"/>',
  stop: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.25 1.75h5.5l3.5 3.5v5.5l-3.5 3.5h-5.5l-3.5-3.5v-5.5z"/><path fill="currentColor" d="M5.5 5.5h5v5h-5z"/>',
  flag: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3 15V2M3 2.75h10l-2.5 3.5 2.5 3.5H3"/>',
  tag: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 1.75h6.5l6 6-6.5 6.5-6-6z"/><path fill="currentColor" d="M4 4h2v2H4z"/>',
  calendar: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 3.25h12.5v11H1.75zM1.75 6.75h12.5M5 1v4M11 1v4"/>',
  undo: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M5.5 2.5 2 6l3.5 3.5M2 6h8a4 4 0 0 1 0 8H6"/>',
  home: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M2.25 7.5 8 2.75l5.75 4.75v6H2.25z"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M6.25 13.5v-4h3.5v4"/>',
  board: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 2.75h3v10.5h-3zM6.5 2.75h3v6.5h-3zM11.25 2.75h3v8.5h-3z"/>',
  insight: '<path fill="currentColor" d="M2 9.5h2.75V14H2zM6.6 5.75h2.75V14H6.6zM11.25 2H14v12h-2.75z"/>',
  settings:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.5 4.5h13M1.5 11.5h13"/><path fill="currentColor" d="M9.25 2.25H12v4.5H9.25zM4 9.25h2.75v4.5H4z"/>',
  sidebar: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.75 2.75h12.5v10.5H1.75zM6 2.75v10.5"/>',
  keyboard:
    '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M1.25 3.75h13.5v8.5H1.25z"/><path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.75 6.5h1.5M7.25 6.5h1.5M10.75 6.5h1.5M4.75 9.5h6.5"/>',
  view: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.75 2.25h8.5v11.5L8 10.25l-4.25 3.5z"/>',
  external: '<path fill="none" stroke="currentColor" stroke-width="1.5" d="M6.5 3.25H2.75v10h10V9.5M9 2.75h4.25V7M13 3 7.25 8.75"/>',
  grip: '<path fill="currentColor" d="M5 2.5h2v2H5zM9 2.5h2v2H9zM5 7h2v2H5zM9 7h2v2H9zM5 11.5h2v2H5zM9 11.5h2v2H9z"/>',
} as const

export type IconName = keyof typeof GLYPHS
