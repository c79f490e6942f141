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

export const address = { tab: parseAsStringLiteral(TABS.map(({ id }) => id)).withDefault('general') }
