import { parseAsArrayOf, parseAsBoolean, parseAsString } from 'nuqs/server'

/** What a new template begins with. */
export const address = {
  /** Another template. */
  from: parseAsString,
  /** Tasks, by key. */
  tasks: parseAsArrayOf(parseAsString).withDefault([]),
  /** All of the project. */
  all: parseAsBoolean.withDefault(false),
  /** Whether each assignee becomes a variable. */
  people: parseAsBoolean.withDefault(false),
}
