import { Text } from '../ui/text.tsx'

/** As a form takes a day, in the same order in any language. */
const example = (
  <bdi dir="ltr" data-user>
    2027-03-31
  </bdi>
)

/** How to type a day where the browser has no calendar for it. */
export function DayHint() {
  return <Text k="acts:day-hint" v={{ example }} />
}
