import { parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const TABS = [
  { id: 'people', word: 'People' },
  { id: 'invitations', word: 'Invitations' },
  { id: 'agents', word: 'Agents' },
  { id: 'plugins', word: 'Plugins' },
  { id: 'health', word: 'Health' },
] as const
export type Tab = (typeof TABS)[number]['id']

export const address = {
  tab: parseAsStringLiteral(TABS.map(({ id }) => id)).withDefault('people'),
  search: parseAsString.withDefault(''),
  gone: parseAsBoolean.withDefault(false),
}
