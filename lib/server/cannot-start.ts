/** Ends a process that could not start, with one line for the operator. */
export function cannotStart(error: unknown): never {
  process.stderr.write(`Task Orchestrator cannot start: ${oneLine(error)}\n`)
  process.exit(1)
}

function oneLine(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  return message
    .split(/\s*\n\s*/)
    .filter(Boolean)
    .join(' ')
}
