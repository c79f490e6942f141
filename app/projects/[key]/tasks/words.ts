import type { Grouping, Order } from './search-params.ts'

export const ORDER_WORD: Record<Order, string> = {
  READY: 'Most urgent first',
  PRIORITY: 'Priority',
  UPDATED: 'Last changed',
  NEWEST: 'Newest',
  OLDEST: 'Oldest',
  DEADLINE: 'Deadline',
  TITLE: 'Title',
  KEY: 'Key',
}

export const GROUPING_WORD: Record<Grouping, string> = {
  status: 'Status',
  priority: 'Priority',
  assignee: 'Assignee',
  tag: 'Tag',
  parent: 'What they are a part of',
  none: 'Nothing',
}
