/** Somebody else changed the project under a running import. What was committed stays; the next run goes on from there. */
export class InterruptedError extends Error {
  constructor(what: string) {
    super(`The project changed during the import: ${what}. Run it again; it goes on where it stopped.`)
    this.name = 'InterruptedError'
  }
}
