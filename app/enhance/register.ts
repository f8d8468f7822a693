// Registers the worker that answers with the offline page when the network is away. Nothing else depends on it.
// A content policy with Trusted Types lets only a policy's own address become a script.
type ScriptPolicy = { createScriptURL(url: string): string }
type TrustedTypes = { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy }

const identity: ScriptPolicy = { createScriptURL: url => url }

if ('serviceWorker' in navigator) {
  const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  const policy = trusted?.createPolicy('imarika', identity) ?? identity
  const language = document.documentElement.lang
  navigator.serviceWorker
    .register(policy.createScriptURL(`/sw.js?lang=${encodeURIComponent(language)}`))
    .catch(() => {})
}

// What was written in this tab is forgotten as soon as the server has answered the form that held it, and on signing out.
if (!document.querySelector('[data-offline]')) {
  for (const [place, kept] of Object.entries(sessionStorage)) {
    if (place.startsWith('draft:') && kept.includes('"isSent":true')) sessionStorage.removeItem(place)
  }
}
addEventListener('submit', event => {
  if ((event.target as HTMLFormElement).action.endsWith('/sign-out')) sessionStorage.clear()
})
