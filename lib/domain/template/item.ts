import type { Prisma } from '#lib/db.ts'
import { GALLERY } from './gallery/gallery.ts'

/** A template, stored or shipped. A shipped one has neither author nor times. */
export interface TemplateItem {
  id: string
  projectId: string | null
  name: string
  description: string
  source: string
  version: number
  createdById: string | null
  createdAt: Date | null
  updatedAt: Date | null
}

export type TemplateRow = Prisma.TemplateGetPayload<object>

/** The templates that ship with the product. */
export const SHIPPED: readonly TemplateItem[] = GALLERY.map((one) => ({
  ...one,
  ...{ projectId: null, version: 1, createdById: null, createdAt: null, updatedAt: null },
}))

export const isGallery = ({ createdById }: TemplateItem) => createdById === null
