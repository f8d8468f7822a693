import { createHash, hash } from 'node:crypto'
import type { Sha256 } from '#app/domain/allocation/reading/canonical-json.ts'

/** Node's SHA-256, in the shape that the domain asks for. */
export const sha256: Sha256 = {
  hex: text => hash('sha256', text),
  open: () => {
    const state = createHash('sha256')
    return {
      add: bytes => {
        state.update(bytes)
      },
      hex: () => state.digest('hex'),
    }
  },
}
