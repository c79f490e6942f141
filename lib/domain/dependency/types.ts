import { z } from 'zod'
import type { Prisma } from '#lib/db.ts'

export type DependencyRow = Prisma.DependencyGetPayload<object>
export type DependencyKind = DependencyRow['kind']
export const dependencyKind = z.enum(['BLOCKS', 'PARENT', 'RELATED', 'DUPLICATES', 'DISCOVERED_FROM'])
