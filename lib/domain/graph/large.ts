import type { ProjectRow } from '../task/types.ts'

const LARGE = 5_000

/** From so many tasks on, reading all of them takes longer than others should wait. */
export const isLarge = ({ pending, blocked, inProgress, completed, cancelled }: ProjectRow) =>
  pending + blocked + inProgress + completed + cancelled > LARGE
