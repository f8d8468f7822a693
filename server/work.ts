import type { ServerBuild } from '@remix-run/node'
import type { MailWorker, MailWorkerOptions } from '#app/platform/mail-worker.ts'
import { type OpenBackend, serviceDb } from './backend.ts'
import type { Environment } from './environment.ts'

type Parts = {
  environment: Environment
  backend: OpenBackend
  build: () => Promise<ServerBuild>
  log: (line: string) => void
}

/** Starts what works beside the requests. It is part of the build, which holds the texts in all languages. */
export async function startWork({ environment, backend, build, log }: Parts): Promise<MailWorker> {
  const { module } = (await build()).entry as unknown as {
    module: { startBackground: (options: MailWorkerOptions) => MailWorker }
  }
  return module.startBackground({ ...environment, db: serviceDb(backend, 'deliver mail'), log })
}
