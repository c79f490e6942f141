/** How a file shall be read, for the formats that leave it open. */
export interface ReadOptions {
  /** Field by header of a CSV file; null leaves a column beside the task. Guessed when absent. */
  columns?: Readonly<Record<string, string | null>> | undefined
  /** The tagged lists of a Task Master file to read; all when absent. */
  lists?: readonly string[] | undefined
  /** The IANA zone of times without one; UTC when absent. */
  timeZone?: string | undefined
}
