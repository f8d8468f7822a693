import { createContext, useContext } from 'react'

/** The content policy's nonce of this response. */
export const NonceContext = createContext<string | undefined>(undefined)

export const useNonce = (): string | undefined => useContext(NonceContext)
