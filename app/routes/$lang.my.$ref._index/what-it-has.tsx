import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  organisation: {
    ref: string
    role: 'owner' | 'editor' | 'reviewer' | 'viewer'
    state: 'listed' | 'claimed' | 'verified'
    counts: Record<(typeof rooms)[number], number>
  }
}

const rooms = [
  'needs',
  'interests',
  'applications',
  'awards',
  'deliveries',
  'commitments',
  'offers',
  'members',
] as const

/** Which of them begin something new on a page of their own. */
const beginnings = [
  { room: 'needs', path: 'needs/new' },
  { room: 'commitments', path: 'commitments/new' },
  { room: 'offers', path: 'offers/new' },
  { room: 'deliveries', path: 'deliveries/new' },
] as const

/** Everything an organisation has here, with how many, and what its editors can begin. */
export function WhatItHas({ organisation: { ref, role, counts } }: Props) {
  const { t, format } = useLanguage()
  const mayAct = role === 'owner' || role === 'editor'
  return (
    <>
      {mayAct ? (
        <p className="acts">
          {beginnings.map(({ room, path }) => (
            <LinkTo key={room} to={`/my/${ref}/${path}`} className="btn quiet">
              {t(`people:begin.${room}`)}
            </LinkTo>
          ))}
        </p>
      ) : null}
      <ul className="rows tight">
        {rooms.map(room => (
          <li key={room}>
            <LinkTo to={`/my/${ref}/${room}`}>{t(`people:room.${room}`)}</LinkTo>{' '}
            <b className="n">{format.number(counts[room])}</b>
          </li>
        ))}
      </ul>
    </>
  )
}
