import type { Prisma } from '#lib/db.ts'

export type TaskRow = Prisma.TaskGetPayload<object>
export type TaskStatus = TaskRow['status']
export type ProjectRow = Prisma.ProjectGetPayload<object>
export type ClaimRow = Prisma.ClaimGetPayload<object>

/** Ranks as stored; names as the API shows them. */
export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
export type Priority = (typeof PRIORITIES)[number]
export const DEFAULT_PRIORITY = 1
export const priorityName = (rank: number): Priority => PRIORITIES[rank] ?? 'MEDIUM'
