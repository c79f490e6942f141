import { parseAsStringLiteral } from 'nuqs/server'

export const TABS = [
  { id: 'general', word: 'General' },
  { id: 'brief', word: 'Brief' },
  { id: 'members', word: 'Members' },
  { id: 'tokens', word: 'Agents and tokens' },
  { id: 'tags', word: 'Tags' },
  { id: 'webhooks', word: 'Webhooks' },
  { id: 'plugins', word: 'Plugins' },
  { id: 'danger', word: 'Archive' },
] as const
export type Tab = (typeof TABS)[number]['id']

/** Deliveries of webhooks as their log can be narrowed down. */
export const LOGS = [
  { id: 'waiting', word: 'Waiting', state: 'PENDING', none: 'No message waits.' },
  { id: 'delivered', word: 'Delivered', state: 'DELIVERED', none: 'Nothing was delivered in the last 30 days.' },
  { id: 'failed', word: 'Failed', state: 'FAILED', none: 'Nothing was given up in the last 30 days.' },
] as const

export const address = {
  tab: parseAsStringLiteral(TABS.map(({ id }) => id)).withDefault('general'),
  log: parseAsStringLiteral(LOGS.map(({ id }) => id)),
}
