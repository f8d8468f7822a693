import type { Part } from '#scripts/demonstration/cast.ts'

export type Sample = {
  /** What a reader sees there: filled, filtered, empty, error, success, not found … */
  state: string
  /** The address after the language; `{name}` stands for the ref of a record of the demonstration. */
  path: string
  /** 200 unless said. */
  status?: number
  /** Typed into the page's form (by field name), which is then sent: the state is the page that answers. */
  fill?: Record<string, string>
  /** The `intent` of the button that sends it, where the state is what that button leads to. */
  press?: string
  /**
   * Who looks: somebody signed in, with a second factor and given it, or with a second factor still to give; or who
   * plays a part in the demonstration.
   */
  as?: 'member' | 'full' | 'half' | Part
  /** A list with its full 25 rows. */
  isFullList?: true
}

/** `page`: HTML below a language · `data`: a twin · `redirect`: leads on, or is saved · `frame`: around other pages, no address. */
export type Entry = { kind: 'page' | 'data' | 'redirect' | 'frame'; samples: Sample[] }
