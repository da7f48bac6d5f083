import { useState } from 'react'
import type { Attempt, Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Code } from './code.tsx'
import { KeyValues } from './key-values.tsx'

type Tab = 'plain' | 'encrypted' | 'query' | 'headers'

/** What was sent: the message itself, what left in safe mode, and around it. */
export function RequestSection({ push, attempt }: { push: Push; attempt: Attempt }) {
  const t = useT()
  const [wanted, setWanted] = useState<Tab>('plain')
  const { request } = attempt
  const isEncrypted = request.body !== push.plainBody
  const format = push.plainBody.trimStart().startsWith('{') ? 'JSON' : 'XML'
  const tabs: readonly { id: Tab; text: string }[] = [
    { id: 'plain', text: t('plainBody', { format }) },
    ...(isEncrypted ? [{ id: 'encrypted', text: t('encryptedBody', { format }) } as const] : []),
    { id: 'query', text: t('query') },
    { id: 'headers', text: t('headers') },
  ]
  const tab = tabs.some(({ id }) => id === wanted) ? wanted : 'plain'
  return (
    <section className="sec" data-testid="request">
      <h3>
        {t('request')}
        {push.attempts.length > 1 && <span className="hint">{t('ofAttempt', { n: attempt.n })}</span>}
        <div className="seg" role="tablist" aria-label={t('request')}>
          {tabs.map(({ id, text }) => (
            <button
              key={id}
              type="button"
              role="tab"
              data-testid={`request-${id}`}
              aria-selected={id === tab}
              onClick={() => setWanted(id)}
            >
              {text}
            </button>
          ))}
        </div>
      </h3>
      {tab === 'plain' && <Code text={push.plainBody} />}
      {tab === 'encrypted' && <Code text={request.body} />}
      {tab === 'query' && <KeyValues values={request.query} />}
      {tab === 'headers' && <KeyValues values={{ [request.method]: request.url, ...request.headers }} />}
    </section>
  )
}
