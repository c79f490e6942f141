'use client'
import { createContext, use } from 'react'
import type { Save } from '#app/_tasks/use-save.tsx'

/** One conflict dialog for all parts of the page that are edited in place. */
export const EditContext = createContext<Save>(async () => ({}))

export const useSaving = () => use(EditContext)
