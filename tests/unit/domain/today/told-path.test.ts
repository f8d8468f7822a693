import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type NotificationKind, toldPath } from '#app/domain/today/notification.ts'
import { taskKinds, taskPath } from '#app/domain/today/task.ts'

const to = (kind: NotificationKind, subjectKind: string, own: string | null = null) =>
  toldPath({ kind, subjectKind, subjectRef: 'R', own })

test('who was told something is led to where it is seen or done', () => {
  expect(to('claim_to_decide', 'organisation')).toBe('/claims')
  expect(to('join_to_decide', 'organisation', 'R')).toBe('/my/R/members')
  expect(to('organisation_to_check', 'organisation')).toBe('/organisations/R/check')
  expect(to('claim_decided', 'organisation')).toBe('/organisations/R')
  expect(to('interest_answered', 'interest', 'our-body')).toBe('/my/our-body/interests')
  expect(to('interest_answered', 'interest')).toBe('/my')
  expect(to('match_found', 'support_request')).toBe('/needs/R')
  expect(to('award_offered', 'award')).toBe('/awards/R')
  expect(to('application_received', 'application')).toBe('/applications/R')
  expect(to('delivery_disputed', 'delivery')).toBe('/deliveries/R')
  expect(to('verifier_missing', 'delivery')).toBe('/overview')
})

test.each(taskKinds)('%s is done on a page that exists', kind => {
  const organisation = { ref: 'OWN', name: { text: 'Own', lang: 'en' } }
  const path = taskPath({ kind, ref: 'REF', organisation }).split('?')[0] ?? ''
  const route = path
    .slice(1)
    .replaceAll('/', '.')
    .replace(/REF|OWN/g, kind === 'application_to_decide' ? '$code' : '$ref')
  const names = [route, `${route}._index`, route.replace('.$ref.', '.$ref_.')]
  expect(
    names.some(name => existsSync(`app/routes/$lang.${name}/route.tsx`)),
    path,
  ).toBe(true)
})
