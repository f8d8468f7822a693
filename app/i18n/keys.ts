import type about from '#locales/en/about.json'
import type account from '#locales/en/account.json'
import type acts from '#locales/en/acts.json'
import type applications from '#locales/en/applications.json'
import type commitments from '#locales/en/commitments.json'
import type common from '#locales/en/common.json'
import type countries from '#locales/en/countries.json'
import type deliveries from '#locales/en/deliveries.json'
import type errors from '#locales/en/errors.json'
import type files from '#locales/en/files.json'
import type fits from '#locales/en/fits.json'
import type home from '#locales/en/home.json'
import type how from '#locales/en/how.json'
import type kept from '#locales/en/kept.json'
import type mail from '#locales/en/mail.json'
import type needs from '#locales/en/needs.json'
import type notifications from '#locales/en/notifications.json'
import type offers from '#locales/en/offers.json'
import type organisations from '#locales/en/organisations.json'
import type outbox from '#locales/en/outbox.json'
import type people from '#locales/en/people.json'
import type report from '#locales/en/report.json'
import type today from '#locales/en/today.json'

type Namespaces = {
  about: typeof about
  account: typeof account
  acts: typeof acts
  applications: typeof applications
  commitments: typeof commitments
  common: typeof common
  countries: typeof countries
  deliveries: typeof deliveries
  errors: typeof errors
  files: typeof files
  fits: typeof fits
  home: typeof home
  how: typeof how
  kept: typeof kept
  mail: typeof mail
  notifications: typeof notifications
  needs: typeof needs
  offers: typeof offers
  organisations: typeof organisations
  outbox: typeof outbox
  people: typeof people
  report: typeof report
  today: typeof today
}

/** A key without the plural suffix that i18next adds by `count`. */
type Singular<Key> = Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key

type KeysOf<Namespace extends keyof Namespaces> = `${Namespace}:${Singular<keyof Namespaces[Namespace] & string>}`

/** Every text that code may ask for by name: a misspelt key does not compile. */
export type TextKey = { [Namespace in keyof Namespaces]: KeysOf<Namespace> }[keyof Namespaces]

/** Namespaces whose keys are values of the data (a measure, a topic, a reason); their lists are checked by a test. */
export type CodeNamespace = 'measures' | 'topics' | 'rules' | 'ranking' | 'answers' | 'values' | 'places'
