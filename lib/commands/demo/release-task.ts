/** A task of the demonstration's project. `needs` and `partOf` name others by their `ref`. */
export interface ReleaseTask {
  ref: string
  title: string
  text: string
  /** What an agent must be able to do; also a tag. None: it is for the person. */
  skill?: 'backend' | 'frontend' | 'quality' | 'writing'
  tags?: string[]
  priority?: 0 | 1 | 2 | 3
  hours?: number
  needs?: string[]
  partOf?: string
  criteria?: string[]
  files?: string[]
  brief?: { why: string; what: string; done: string }
}
