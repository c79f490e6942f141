import { parseAsBoolean, parseAsString } from 'nuqs/server'

export const address = {
  agent: parseAsString,
  retired: parseAsBoolean.withDefault(false),
}
