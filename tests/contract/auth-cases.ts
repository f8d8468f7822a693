import { randomUUID } from 'node:crypto'
import type { Session } from '@supabase/supabase-js'
import { Secret, TOTP } from 'otpauth'
import type { AuthTarget } from './auth-targets.ts'

/** What of an answer must be the same everywhere. */
export type AuthOutcome = { status: number; code: string | null; data?: unknown }

export type AuthCase = {
  name: string
  /** File and function of supabase/auth (commit bc32168e13fd) that the expectation was read from. */
  source: string
  call: (target: AuthTarget) => Promise<AuthOutcome>
  expected: AuthOutcome
  /** What the gateway answers instead, on purpose, and why. */
  gateway?: AuthOutcome & { why: string }
}

const password = 'walking slowly past nine lamps'
const other = 'eleven boats lie under the bridge'
const freshEmail = () => `contract-${randomUUID()}@example.org`
const ok = (data?: unknown): AuthOutcome => ({ status: 200, code: null, data })
const refused = (status: number, code: string): AuthOutcome => ({ status, code })

type Failure = { status?: number | undefined; code?: string | undefined; name: string } | null

function outcome(error: Failure, data?: unknown): AuthOutcome {
  // auth-js makes an error of its own, without status and code, of a session that is gone.
  if (error?.name === 'AuthSessionMissingError') return refused(403, 'session_not_found')
  return error === null ? ok(data) : refused(error.status ?? 0, error.code ?? '')
}

async function rawOutcome(response: Response): Promise<AuthOutcome> {
  const text = await response.text()
  if (response.ok) return { status: response.status, code: null, data: text === '' ? '' : typeof JSON.parse(text) }
  return refused(response.status, JSON.parse(text).code)
}

async function account(target: AuthTarget, email = freshEmail()) {
  const { data, error } = await target.service.auth.admin.createUser({ email, password, email_confirm: true })
  if (error) throw error
  return { email, id: data.user.id }
}

async function signedIn(target: AuthTarget, email?: string) {
  const person = email === undefined ? await account(target) : { email, id: '' }
  const { auth } = target.anon()
  const { data, error } = await auth.signInWithPassword({ email: person.email, password })
  if (error) throw error
  return { ...person, auth, session: data.session as Session }
}

const claimsOf = (session: Session) =>
  JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString())

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

const shapeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort() : typeof value

const keyed = (target: AuthTarget, path: string, method: string, body?: unknown, token?: string) =>
  target
    .raw(path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    .then(rawOutcome)

export const authCases: AuthCase[] = [
  {
    name: 'sign-in with the right password gives a session of the documented keys',
    source: 'internal/tokens/service.go AccessTokenResponse',
    call: async target => ok(shapeOf((await signedIn(target)).session)),
    expected: ok(['access_token', 'expires_at', 'expires_in', 'refresh_token', 'token_type', 'user']),
  },
  {
    name: 'the access token claims what Supabase Auth claims',
    source: 'internal/tokens/service.go GenerateAccessToken',
    call: async target => {
      const { session, email, id } = await signedIn(target)
      const claims = claimsOf(session)
      const { aud, role, aal, is_anonymous, phone, amr } = claims
      const same = [
        claims.sub === id,
        claims.email === email,
        claims.exp - claims.iat,
        amr.map((each: { method: string }) => each.method),
      ]
      return ok({ keys: shapeOf(claims), aud, role, aal, is_anonymous, phone, same })
    },
    expected: ok({
      keys: [
        'aal',
        'amr',
        'app_metadata',
        'aud',
        'email',
        'exp',
        'iat',
        'is_anonymous',
        'iss',
        'phone',
        'role',
        'session_id',
        'sub',
        'user_metadata',
      ],
      aud: 'authenticated',
      role: 'authenticated',
      aal: 'aal1',
      is_anonymous: false,
      phone: '',
      same: [true, true, 3600, ['password']],
    }),
  },
  {
    name: 'a confirmed account that signed in has these keys, and no secret',
    source: 'internal/models/user.go User',
    call: async target => ok(shapeOf((await signedIn(target)).session.user)),
    expected: ok([
      'app_metadata',
      'aud',
      'confirmed_at',
      'created_at',
      'email',
      'email_confirmed_at',
      'id',
      'identities',
      'is_anonymous',
      'last_sign_in_at',
      'phone',
      'role',
      'updated_at',
      'user_metadata',
    ]),
  },
  {
    name: 'its identity has these keys',
    source: 'internal/models/identity.go Identity',
    call: async target => {
      const { session, email } = await signedIn(target)
      const identity = session.user.identities?.[0]
      return ok([
        shapeOf(identity),
        identity?.provider,
        identity?.id === session.user.id,
        identity?.identity_data?.email === email,
      ])
    },
    expected: ok([
      [
        'created_at',
        'email',
        'id',
        'identity_data',
        'identity_id',
        'last_sign_in_at',
        'provider',
        'updated_at',
        'user_id',
      ],
      'email',
      true,
      true,
    ]),
  },
  {
    name: 'a mail address is the same in capitals',
    source: 'internal/models/user.go FindUserByEmailAndAudience',
    call: async target => {
      const { email } = await account(target)
      const { error } = await target.anon().auth.signInWithPassword({ email: email.toUpperCase(), password })
      return outcome(error)
    },
    expected: ok(),
  },
  {
    name: 'a wrong password',
    source: 'internal/api/token.go ResourceOwnerPasswordGrant',
    call: async target => {
      const { email } = await account(target)
      return outcome((await target.anon().auth.signInWithPassword({ email, password: other })).error)
    },
    expected: refused(400, 'invalid_credentials'),
  },
  {
    name: 'an unknown address',
    source: 'internal/api/token.go ResourceOwnerPasswordGrant',
    call: async target =>
      outcome((await target.anon().auth.signInWithPassword({ email: freshEmail(), password })).error),
    expected: refused(400, 'invalid_credentials'),
  },
  {
    name: 'a wrong password and an unknown address get the same bytes',
    source: 'internal/api/token.go ResourceOwnerPasswordGrant',
    call: async target => {
      const { email } = await account(target)
      const bodies = [email, freshEmail()].map(async each =>
        (await target.raw('token?grant_type=password', post({ email: each, password: other }))).text(),
      )
      return ok(new Set(await Promise.all(bodies)).size)
    },
    expected: ok(1),
  },
  {
    name: 'sign-in without an address',
    source: 'internal/api/token.go ResourceOwnerPasswordGrant',
    call: target => keyed(target, 'token?grant_type=password', 'POST', { password }),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'sign-in of an account that waits for its confirmation',
    source: 'internal/api/token.go ResourceOwnerPasswordGrant',
    call: async target => {
      const email = freshEmail()
      await target.service.auth.admin.createUser({ email, password })
      return outcome((await target.anon().auth.signInWithPassword({ email, password })).error)
    },
    expected: refused(400, 'email_not_confirmed'),
  },
  {
    name: 'a body that is not JSON',
    source: 'internal/api/helpers.go retrieveRequestParams',
    call: target => keyed(target, 'token?grant_type=password', 'POST', '{'),
    expected: refused(400, 'bad_json'),
  },
  {
    name: 'sign-up of a known confirmed address shows an account with no identity and another id',
    source: 'internal/api/signup.go sanitizeUser',
    call: async target => {
      const { email, id } = await account(target)
      const { data, error } = await target.anon().auth.signUp({ email, password, options: { data: { name: 'X' } } })
      const user = data.user
      return outcome(error, [
        user?.id !== id,
        user?.identities,
        user?.email === email,
        user?.user_metadata,
        data.session,
      ])
    },
    expected: ok([true, [], true, { name: 'X' }, null]),
  },
  {
    name: 'sign-up with a password that is too short names the reason',
    source: 'internal/api/password.go checkPasswordStrength, errors.go handleResponseErrorWeakPassword',
    call: async target => {
      const { error } = await target.anon().auth.signUp({ email: freshEmail(), password: 'Xk3-v' })
      return { ...outcome(error), data: error && 'reasons' in error ? error.reasons : null }
    },
    expected: { status: 422, code: 'weak_password', data: ['length'] },
  },
  {
    name: 'sign-up without a password',
    source: 'internal/api/signup.go validateSignupParams',
    call: target => keyed(target, 'signup', 'POST', { email: freshEmail(), password: '' }),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'sign-up with something that is no address',
    source: 'internal/api/mail.go validateEmail',
    call: target => keyed(target, 'signup', 'POST', { email: 'no address', password }),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'recovery of an unknown address answers as of a known one',
    source: 'internal/api/recover.go Recover',
    call: async target => outcome((await target.anon().auth.resetPasswordForEmail(freshEmail())).error),
    expected: ok(),
  },
  {
    name: 'a code for an unknown address, where none may be made',
    source: 'internal/api/otp.go shouldCreateUser',
    call: async target => {
      const { auth } = target.anon()
      return outcome((await auth.signInWithOtp({ email: freshEmail(), options: { shouldCreateUser: false } })).error)
    },
    expected: refused(422, 'otp_disabled'),
  },
  {
    name: 'the link of a sign-in mail opens a session by its hash',
    source: 'internal/api/verify.go verifyTokenHash',
    call: async target => {
      const { email, id } = await account(target)
      const { token_hash } = await target.ticket('magiclink', email)
      const { data, error } = await target.anon().auth.verifyOtp({ token_hash, type: 'email' })
      return outcome(error, [data.user?.id === id, data.session && claimsOf(data.session).amr[0].method])
    },
    expected: ok([true, 'otp']),
  },
  {
    name: 'a link opens once',
    source: 'internal/models/user.go Recover: all tokens are cleared',
    call: async target => {
      const { email } = await account(target)
      const { token_hash } = await target.ticket('magiclink', email)
      await target.anon().auth.verifyOtp({ token_hash, type: 'email' })
      return outcome((await target.anon().auth.verifyOtp({ token_hash, type: 'email' })).error)
    },
    expected: refused(403, 'otp_expired'),
  },
  {
    name: 'a code opens a session with its address',
    source: 'internal/api/verify.go verifyUserAndToken',
    call: async target => {
      const { email } = await account(target)
      const { code } = await target.ticket('magiclink', email)
      return outcome((await target.anon().auth.verifyOtp({ email, token: code, type: 'email' })).error)
    },
    expected: ok(),
  },
  {
    name: 'a code opens nothing with another address',
    source: 'internal/api/verify.go verifyUserAndToken',
    call: async target => {
      const [{ email }, stranger] = [await account(target), await account(target)]
      const { code } = await target.ticket('magiclink', email)
      return outcome((await target.anon().auth.verifyOtp({ email: stranger.email, token: code, type: 'email' })).error)
    },
    expected: refused(403, 'otp_expired'),
  },
  {
    name: 'a wrong code',
    source: 'internal/api/verify.go isOtpValid',
    call: async target => {
      const { email } = await account(target)
      const { code } = await target.ticket('magiclink', email)
      const wrong = code === '000000' ? '000001' : '000000'
      return outcome((await target.anon().auth.verifyOtp({ email, token: wrong, type: 'email' })).error)
    },
    expected: refused(403, 'otp_expired'),
  },
  {
    name: 'a made-up link',
    source: 'internal/api/verify.go verifyTokenHash',
    call: async target =>
      outcome((await target.anon().auth.verifyOtp({ token_hash: 'ab'.repeat(28), type: 'recovery' })).error),
    expected: refused(403, 'otp_expired'),
  },
  {
    name: 'a link together with an address',
    source: 'internal/api/verify.go VerifyParams.Validate',
    call: target => keyed(target, 'verify', 'POST', { type: 'email', token_hash: 'ab', email: freshEmail() }),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'neither link nor code',
    source: 'internal/api/verify.go VerifyParams.Validate',
    call: target => keyed(target, 'verify', 'POST', { type: 'email' }),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'a newer link makes the older void',
    source: 'internal/models/one_time_token.go CreateOneTimeToken: one a user and type',
    call: async target => {
      const { email } = await account(target)
      const old = await target.ticket('recovery', email)
      await target.ticket('recovery', email)
      return outcome((await target.anon().auth.verifyOtp({ token_hash: old.token_hash, type: 'recovery' })).error)
    },
    expected: refused(403, 'otp_expired'),
  },
  {
    name: 'a recovery link opens a session, and a new password then signs in',
    source: 'internal/api/verify.go recoverVerify, user.go UserUpdate',
    call: async target => {
      const { email } = await account(target)
      const { token_hash } = await target.ticket('recovery', email)
      const { auth } = target.anon()
      await auth.verifyOtp({ token_hash, type: 'recovery' })
      await auth.updateUser({ password: other })
      return outcome((await target.anon().auth.signInWithPassword({ email, password: other })).error)
    },
    expected: ok(),
  },
  {
    name: 'a refresh gives another token of the same session',
    source: 'internal/tokens/service.go RefreshTokenGrant',
    call: async target => {
      const { auth, session } = await signedIn(target)
      const { data, error } = await auth.refreshSession()
      const next = data.session as Session
      return outcome(error, [
        next.refresh_token !== session.refresh_token,
        claimsOf(next).session_id === claimsOf(session).session_id,
        claimsOf(next).amr[0].method,
      ])
    },
    expected: ok([true, true, 'password']),
  },
  {
    name: 'the token before the newest, at once, gives the newest again',
    source: 'internal/tokens/service.go RefreshTokenGrant: counterDifference 1',
    call: async target => {
      const { auth, session } = await signedIn(target)
      const first = await auth.refreshSession()
      const { data, error } = await target.anon().auth.refreshSession({ refresh_token: session.refresh_token })
      return outcome(error, data.session?.refresh_token === first.data.session?.refresh_token)
    },
    expected: ok(true),
  },
  {
    name: 'a made-up refresh token',
    source: 'internal/tokens/service.go RefreshTokenGrant',
    call: async target => outcome((await target.anon().auth.refreshSession({ refresh_token: 'abcdefghijkl' })).error),
    expected: refused(400, 'refresh_token_not_found'),
  },
  {
    name: 'a refresh after signing out',
    source: 'internal/models/refresh_token.go FindUserWithRefreshToken',
    call: async target => {
      const { auth, session } = await signedIn(target)
      await auth.signOut()
      return outcome((await target.anon().auth.refreshSession({ refresh_token: session.refresh_token })).error)
    },
    expected: refused(400, 'refresh_token_not_found'),
  },
  {
    name: 'the account is shown to its owner',
    source: 'internal/api/user.go UserGet',
    call: async target => {
      const { auth, id } = await signedIn(target)
      const { data, error } = await auth.getUser()
      return outcome(error, data.user?.id === id)
    },
    expected: ok(true),
  },
  {
    name: 'no token at all',
    source: 'internal/api/auth.go extractBearerToken',
    call: target => keyed(target, 'user', 'GET'),
    expected: refused(401, 'no_authorization'),
  },
  {
    name: 'a token that is none',
    source: 'internal/api/auth.go parseJWTClaims',
    call: target => keyed(target, 'user', 'GET', undefined, 'a.b.c'),
    expected: refused(403, 'bad_jwt'),
  },
  {
    name: 'a token whose claims were changed',
    source: 'internal/api/auth.go parseJWTClaims',
    call: async target => {
      const { session } = await signedIn(target)
      const [head, , seal] = session.access_token.split('.')
      const claims = Buffer.from(JSON.stringify({ ...claimsOf(session), aal: 'aal2' })).toString('base64url')
      return keyed(target, 'user', 'GET', undefined, `${head}.${claims}.${seal}`)
    },
    expected: refused(403, 'bad_jwt'),
  },
  {
    name: 'a token that says that it needs no signature',
    source: 'internal/api/auth.go parseJWTClaims',
    call: async target => {
      const { session } = await signedIn(target)
      const head = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
      return keyed(target, 'user', 'GET', undefined, `${head}.${session.access_token.split('.')[1]}.`)
    },
    expected: refused(403, 'bad_jwt'),
  },
  {
    name: 'the token of a session that ended',
    source: 'internal/api/auth.go maybeLoadUserOrSession',
    call: async target => {
      const { auth, session } = await signedIn(target)
      await auth.signOut({ scope: 'local' })
      return keyed(target, 'user', 'GET', undefined, session.access_token)
    },
    expected: refused(403, 'session_not_found'),
  },
  {
    name: 'the token of an account that was deleted',
    source: 'internal/api/auth.go maybeLoadUserOrSession',
    call: async target => {
      const { session, id } = await signedIn(target)
      await target.service.auth.admin.deleteUser(id)
      return keyed(target, 'user', 'GET', undefined, session.access_token)
    },
    expected: refused(403, 'user_not_found'),
  },
  {
    name: 'the same password again',
    source: 'internal/api/user.go UserUpdate',
    call: async target => outcome((await (await signedIn(target)).auth.updateUser({ password })).error),
    expected: refused(422, 'same_password'),
  },
  {
    name: 'a new password ends the other sessions and keeps this one',
    source: 'internal/models/user.go UpdatePassword',
    call: async target => {
      const here = await signedIn(target)
      const there = await signedIn(target, here.email)
      await here.auth.updateUser({ password: other })
      const left = await Promise.all([here, there].map(each => each.auth.getUser()))
      return ok(left.map(each => outcome(each.error).code))
    },
    expected: ok([null, 'session_not_found']),
  },
  {
    name: 'own data is merged, and null takes a key away',
    source: 'internal/models/user.go UpdateUserMetaData',
    call: async target => {
      const { auth } = await signedIn(target)
      await auth.updateUser({ data: { name: 'Ada', lang: 'fr' } })
      const { data, error } = await auth.updateUser({ data: { lang: null, tone: 'warm' } })
      const { name, lang = 'gone', tone } = data.user?.user_metadata ?? {}
      return outcome(error, { name, lang, tone })
    },
    expected: ok({ name: 'Ada', lang: 'gone', tone: 'warm' }),
  },
  {
    name: 'rights in app_metadata are not the owner’s to change',
    source: 'internal/api/user.go UserUpdate',
    call: async target => {
      const { session } = await signedIn(target)
      return keyed(target, 'user', 'PUT', { app_metadata: { admin: true } }, session.access_token)
    },
    expected: refused(403, 'not_admin'),
  },
  {
    name: 'a change to an address that has an account',
    source: 'internal/api/user.go UserUpdate',
    call: async target => {
      const { email } = await account(target)
      return outcome((await (await signedIn(target)).auth.updateUser({ email })).error)
    },
    expected: refused(422, 'email_exists'),
  },
  ...(['global', 'local', 'others'] as const).map(
    (scope): AuthCase => ({
      name: `signing out, ${scope}, ends the right ones of three sessions`,
      source: 'internal/api/logout.go Logout',
      call: async target => {
        const here = await signedIn(target)
        const sessions = [here, await signedIn(target, here.email), await signedIn(target, here.email)]
        const tokens = sessions.map(each => each.session.access_token)
        await here.auth.signOut({ scope })
        const left = await Promise.all(tokens.map(token => keyed(target, 'user', 'GET', undefined, token)))
        return ok(left.map(each => each.status))
      },
      expected: ok({ global: [403, 403, 403], local: [403, 200, 200], others: [200, 403, 403] }[scope]),
    }),
  ),
  {
    name: 'signing out of a scope that there is not',
    source: 'internal/api/logout.go Logout',
    call: async target => {
      const { session } = await signedIn(target)
      return keyed(target, 'logout?scope=all', 'POST', {}, session.access_token)
    },
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'signing out answers without a body',
    source: 'internal/api/logout.go Logout',
    call: async target => {
      const { session } = await signedIn(target)
      return keyed(target, 'logout', 'POST', {}, session.access_token)
    },
    expected: { status: 204, code: null, data: '' },
  },
  {
    name: 'a second factor: enrolled, verified, and the session is of the second level with both methods',
    source: 'internal/api/mfa.go verifyTOTPFactor',
    call: async target => {
      const { auth, factorId, secret } = await enrolled(target)
      const { data, error } = await auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) })
      const claims = data && claimsOf(data as unknown as Session)
      const { data: level } = await auth.mfa.getAuthenticatorAssuranceLevel()
      const { data: factors } = await auth.mfa.listFactors()
      return outcome(error, [
        claims?.aal,
        claims?.amr.map((each: { method: string }) => each.method).sort(),
        level?.currentLevel,
        factors?.totp[0]?.status,
        shapeOf(factors?.totp[0]),
      ])
    },
    expected: ok([
      'aal2',
      ['password', 'totp'],
      'aal2',
      'verified',
      ['created_at', 'factor_type', 'id', 'last_challenged_at', 'phone', 'status', 'updated_at'],
    ]),
  },
  {
    name: 'enrolling answers with secret and address',
    source: 'internal/api/mfa.go enrollTOTPFactor',
    call: async target => {
      const { auth } = await signedIn(target)
      const { data, error } = await auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika', friendlyName: 'Phone' })
      const uri = new URL(data?.totp?.uri ?? 'x:')
      return outcome(error, [
        data?.type,
        data?.friendly_name,
        uri.protocol,
        uri.host,
        uri.searchParams.get('issuer'),
        uri.searchParams.get('secret') === data?.totp?.secret,
      ])
    },
    expected: ok(['totp', 'Phone', 'otpauth:', 'totp', 'Imarika', true]),
  },
  {
    name: 'two factors of one name',
    source: 'internal/api/mfa.go validateFactors',
    call: async target => {
      const { auth } = await signedIn(target)
      await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' })
      return outcome((await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' })).error)
    },
    expected: refused(422, 'mfa_factor_name_conflict'),
  },
  {
    name: 'a wrong code of a second factor',
    source: 'internal/api/mfa.go verifyTOTPFactor',
    call: async target => {
      const { auth, factorId, secret } = await enrolled(target)
      return outcome((await auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret, 50) })).error)
    },
    expected: refused(422, 'mfa_verification_failed'),
  },
  {
    name: 'no code',
    source: 'internal/api/mfa.go VerifyFactor',
    call: async target => {
      const { auth, factorId } = await enrolled(target)
      return outcome((await auth.mfa.challengeAndVerify({ factorId, code: '' })).error)
    },
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'a question that was answered already',
    source: 'internal/api/mfa.go validateChallenge',
    call: async target => {
      const { auth, factorId, secret } = await enrolled(target)
      const { data } = await auth.mfa.challenge({ factorId })
      const challengeId = data?.id ?? ''
      await auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) })
      return outcome((await auth.mfa.verify({ factorId, challengeId, code: codeOf(secret, 1) })).error)
    },
    expected: refused(422, 'mfa_ip_address_mismatch'),
  },
  {
    name: 'the factor of somebody else',
    source: 'internal/api/admin.go loadFactor',
    call: async target => {
      const { factorId } = await enrolled(target)
      return outcome((await (await signedIn(target)).auth.mfa.challenge({ factorId })).error)
    },
    expected: refused(404, 'mfa_factor_not_found'),
  },
  {
    name: 'a factor whose id is none',
    source: 'internal/api/admin.go loadFactor',
    call: async target => {
      const { session } = await signedIn(target)
      return keyed(target, 'factors/nothing/challenge', 'POST', {}, session.access_token)
    },
    expected: refused(404, 'validation_failed'),
  },
  {
    name: 'with a second factor, a password is not changed from the first level',
    source: 'internal/api/user.go UserUpdate',
    call: async target => {
      const { email } = await raised(target)
      return outcome((await (await signedIn(target, email)).auth.updateUser({ password: other })).error)
    },
    expected: refused(401, 'insufficient_aal'),
  },
  {
    name: 'with a second factor, another is not enrolled from the first level',
    source: 'internal/api/mfa.go validateFactors',
    call: async target => {
      const { email } = await raised(target)
      const { auth } = await signedIn(target, email)
      return outcome((await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Second' })).error)
    },
    expected: refused(403, 'insufficient_aal'),
  },
  {
    name: 'a verified factor is not taken away from the first level',
    source: 'internal/api/mfa.go UnenrollFactor',
    call: async target => {
      const { email, factorId } = await raised(target)
      return outcome((await (await signedIn(target, email)).auth.mfa.unenroll({ factorId })).error)
    },
    expected: refused(422, 'insufficient_aal'),
  },
  {
    name: 'a verified factor is taken away from the second level',
    source: 'internal/api/mfa.go UnenrollFactor',
    call: async target => {
      const { auth, factorId } = await raised(target)
      const { data, error } = await auth.mfa.unenroll({ factorId })
      return outcome(error, data?.id === factorId)
    },
    expected: ok(true),
  },
  {
    name: 'verifying a factor ends the sessions of the first level',
    source: 'internal/models/sessions.go InvalidateSessionsWithAALLessThan',
    call: async target => {
      const here = await signedIn(target)
      const there = await signedIn(target, here.email)
      await raise(here.auth)
      return ok(
        (await Promise.all([here, there].map(each => each.auth.getUser()))).map(each => outcome(each.error).code),
      )
    },
    expected: ok([null, 'session_not_found']),
  },
  {
    name: 'the refresh token from before the second step gives nothing of the second level',
    source: 'internal/api/token.go updateMFASessionAndClaims: the counter moves by two',
    call: async target => {
      const { auth, session } = await signedIn(target)
      await raise(auth)
      await new Promise(resolve => setTimeout(resolve, target.name === 'supabase' ? 11_000 : 0))
      const { data } = await target.anon().auth.refreshSession({ refresh_token: session.refresh_token })
      return ok(data.session === null)
    },
    expected: ok(true),
  },
  {
    name: 'administration with the public key',
    source: 'internal/api/auth.go requireAdmin',
    call: async target => outcome((await target.anon().auth.admin.listUsers()).error),
    expected: refused(403, 'not_admin'),
  },
  {
    name: 'administration with the token of a user',
    source: 'internal/api/auth.go requireAdmin',
    call: async target => {
      const { session } = await signedIn(target)
      return keyed(target, 'admin/users', 'GET', undefined, session.access_token)
    },
    expected: refused(403, 'not_admin'),
  },
  {
    name: 'a second account of one address',
    source: 'internal/api/admin.go adminUserCreate',
    call: async target => {
      const { email } = await account(target)
      return outcome((await target.service.auth.admin.createUser({ email, password })).error)
    },
    expected: refused(422, 'email_exists'),
  },
  {
    name: 'an account without an address',
    source: 'internal/api/admin.go adminUserCreate',
    call: async target => outcome((await target.service.auth.admin.createUser({ password })).error),
    expected: refused(400, 'validation_failed'),
  },
  {
    name: 'an account with a given id, data and rights',
    source: 'internal/api/admin.go adminUserCreate',
    call: async target => {
      const id = randomUUID()
      const attributes = {
        id,
        email: freshEmail(),
        email_confirm: true,
        user_metadata: { name: 'A' },
        app_metadata: { b: 1 },
      }
      const { data, error } = await target.service.auth.admin.createUser(attributes)
      return outcome(error, [data.user?.id === id, data.user?.user_metadata.name, data.user?.app_metadata])
    },
    expected: ok([true, 'A', { provider: 'email', providers: ['email'], b: 1 }]),
  },
  {
    name: 'an account by its id',
    source: 'internal/api/admin.go adminUserGet',
    call: async target => {
      const { id, email } = await account(target)
      const { data, error } = await target.service.auth.admin.getUserById(id)
      return outcome(error, data.user?.email === email)
    },
    expected: ok(true),
  },
  {
    name: 'an account that there is not',
    source: 'internal/api/admin.go loadUser',
    call: async target => outcome((await target.service.auth.admin.getUserById(randomUUID())).error),
    expected: refused(404, 'user_not_found'),
  },
  {
    name: 'accounts in pages, with their number',
    source: 'internal/api/pagination.go addPaginationHeaders',
    call: async target => {
      await Promise.all([account(target), account(target), account(target)])
      const { data, error } = await target.service.auth.admin.listUsers({ page: 1, perPage: 2 })
      const { nextPage, total } = data as unknown as { nextPage: number; total: number }
      return outcome(error, [data.users.length, nextPage, total >= 3])
    },
    expected: ok([2, 2, true]),
  },
  {
    name: 'a password set by administration ends every session',
    source: 'internal/models/user.go UpdatePassword',
    call: async target => {
      const { auth, id } = await signedIn(target)
      await target.service.auth.admin.updateUserById(id, { password: other })
      return outcome((await auth.getUser()).error)
    },
    expected: refused(403, 'session_not_found'),
  },
  {
    name: 'an address set by administration signs in',
    source: 'internal/api/admin.go adminUserUpdate',
    call: async target => {
      const { id } = await account(target)
      const email = freshEmail()
      await target.service.auth.admin.updateUserById(id, { email, email_confirm: true })
      return outcome((await target.anon().auth.signInWithPassword({ email, password })).error)
    },
    expected: ok(),
  },
  {
    name: 'a deleted account signs in no more',
    source: 'internal/api/admin.go adminUserDelete',
    call: async target => {
      const { id, email } = await account(target)
      await target.service.auth.admin.deleteUser(id)
      return outcome((await target.anon().auth.signInWithPassword({ email, password })).error)
    },
    expected: refused(400, 'invalid_credentials'),
  },
  {
    name: 'factors of an account, listed and taken away by administration',
    source: 'internal/api/admin.go adminUserGetFactors, adminUserDeleteFactor',
    call: async target => {
      const { id, factorId, auth } = await raised(target)
      const { admin } = target.service.auth
      const before = await admin.mfa.listFactors({ userId: id })
      const { error } = await admin.mfa.deleteFactor({ id: factorId, userId: id })
      const after = await auth.mfa.listFactors()
      return outcome(error, [(before.data?.factors as unknown[] | undefined)?.length, after.data?.all.length])
    },
    expected: ok([1, 0]),
  },
  {
    name: 'a token is checked with the published keys and without asking for the account',
    source: 'internal/api/jwks.go',
    call: async target => {
      const { auth, id } = await signedIn(target)
      const { data, error } = await auth.getClaims()
      return outcome(error, [data?.claims.sub === id, data?.header.alg, typeof data?.header.kid])
    },
    expected: ok([true, 'ES256', 'string']),
  },
  {
    name: 'the published keys hold no private half',
    source: 'internal/api/jwks.go',
    call: async target => {
      const { keys } = (await (await target.raw('.well-known/jwks.json')).json()) as { keys: Record<string, string>[] }
      return ok([keys.length > 0, keys.some(key => 'd' in key)])
    },
    expected: ok([true, false]),
  },
  {
    name: 'every answer names the version of its errors',
    source: 'internal/api/apiversions.go',
    call: async target => {
      const answers = [
        await target.raw('user'),
        await target.raw('token?grant_type=password', post({ email: 'a@b.org', password })),
      ]
      return ok(answers.map(each => each.headers.get('x-supabase-api-version')))
    },
    expected: ok(['2024-01-01', '2024-01-01']),
  },
]

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

type Auth = ReturnType<AuthTarget['anon']>['auth']

async function enrolled(target: AuthTarget) {
  const person = await signedIn(target)
  return { ...person, ...(await enroll(person.auth)) }
}

async function enroll(auth: Auth) {
  const { data, error } = await auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' })
  if (error) throw error
  return { factorId: data.id, secret: data.totp.secret }
}

/** To the second level. */
async function raise(auth: Auth): Promise<string> {
  const { factorId, secret } = await enroll(auth)
  const { error } = await auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) })
  if (error) throw error
  return factorId
}

async function raised(target: AuthTarget) {
  const person = await signedIn(target)
  return { ...person, factorId: await raise(person.auth) }
}
