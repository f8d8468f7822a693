// Pages come from the network; only when it is away does the offline page of the reader's language answer.
// No page is kept: what a shared phone stored would be shown to its next user.
const scope = globalThis as unknown as ServiceWorkerGlobalScope
const cacheName = 'imarika-offline-1'
const language = new URL(scope.location.href).searchParams.get('lang') ?? 'en'
const offlinePage = `/${language}/offline`

scope.addEventListener('install', event => {
  event.waitUntil(caches.open(cacheName).then(cache => cache.add(new Request(offlinePage, { credentials: 'omit' }))))
  void scope.skipWaiting()
})

scope.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(names.filter(name => name !== cacheName).map(name => caches.delete(name))))
      .then(() => scope.clients.claim()),
  )
})

scope.addEventListener('fetch', event => {
  const { request } = event
  if (request.mode !== 'navigate' || request.method !== 'GET') return
  event.respondWith(
    fetch(request).catch(async () => (await caches.match(offlinePage, { ignoreVary: true })) ?? Response.error()),
  )
})
