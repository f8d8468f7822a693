import { useLanguage } from '#app/i18n/language-kit.ts'
import type { OutboxMail } from '#app/services/mail/read-outbox.server.ts'

type Mail = NonNullable<OutboxMail['mail']>

/** One mail as its reader would get it: in the language and direction it is written in, with its links. */
export function WaitingMail({ waiting }: { waiting: OutboxMail }) {
  const { t, format } = useLanguage()
  const { recipient, createdAt, isExpired, mail } = waiting
  return (
    <article aria-labelledby={`mail-${waiting.id}`}>
      <h2 id={`mail-${waiting.id}`} lang={mail?.lang} dir={mail?.dir} data-user={mail ? '' : undefined}>
        {mail ? mail.subject : t('outbox:unreadable')}
      </h2>
      <dl className="pairs">
        <div>
          <dt>{t('outbox:to')}</dt>
          <dd>
            <bdi lang="und" dir="ltr" data-user>
              {recipient}
            </bdi>
          </dd>
        </div>
        <div>
          <dt>{t('outbox:at')}</dt>
          <dd>{format.moment(createdAt)}</dd>
        </div>
      </dl>
      {isExpired ? <p>{t('outbox:expired')}</p> : null}
      {mail ? (
        <div lang={mail.lang} dir={mail.dir} data-user>
          {mail.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a mail never move.
            <MailBlock key={index} block={block} />
          ))}
        </div>
      ) : null}
    </article>
  )
}

function MailBlock({ block }: { block: Mail['blocks'][number] }) {
  switch (block.kind) {
    case 'words':
      return <p>{block.text}</p>
    case 'note':
      return <p className="small dim">{block.text}</p>
    case 'code':
      return (
        <p className="fig">
          <bdi dir="ltr">{block.code}</bdi>
        </p>
      )
    case 'link':
      return (
        <p>
          <a className="btn" href={block.href}>
            {block.label}
          </a>
        </p>
      )
  }
}
