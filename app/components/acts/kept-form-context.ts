import { createContext, useContext } from 'react'
import type { KeptForm } from '#app/domain/acts/kept-form.ts'

/** The form that came with this request, where the page for it cannot be drawn. */
export const KeptFormContext = createContext<KeptForm | null>(null)

export const useKeptForm = (): KeptForm | null => useContext(KeptFormContext)
