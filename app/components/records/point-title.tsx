import { useLanguage } from '#app/i18n/language-kit.ts'

type Point = { number: number; title: string; wording: 'official' | 'working' }

/** A point of the plan by number and title; our own working titles are translated, official wording stays as it is. */
export function PointTitle({ point }: { point: Point }) {
  const { t, format } = useLanguage()
  return (
    <>
      {format.number(point.number)}. {t.code('values', `point.${point.number}`)}
    </>
  )
}
