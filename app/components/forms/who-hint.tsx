import { Text } from '../ui/text.tsx'

/** Two names that may be typed, one of an institution in the language its record is in, one of a country. */
export function WhoHint() {
  const institution = (
    <bdi lang="en" dir="ltr" data-user>
      University of Lagos
    </bdi>
  )
  return <Text k="home:find-who-hint" v={{ institution }} />
}
