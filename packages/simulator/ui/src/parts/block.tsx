import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Icon } from './icon.tsx'

/** A titled box of the panel. `side` stands at the right end of its head. */
export function Block({
  title,
  hint,
  side,
  testId,
  children,
}: {
  title: string
  hint?: string
  side?: ReactNode
  testId?: string
  children: ReactNode
}) {
  return (
    <section className="blk" aria-label={title} data-testid={testId}>
      <h3>
        <span>{title}</span>
        {hint && <span className="hint num">{hint}</span>}
        {side && <span className="side">{side}</span>}
      </h3>
      {children}
    </section>
  )
}

export function Waiting() {
  const t = useT()
  return (
    <div className="in skeleton" aria-busy="true" aria-label={t('loading')}>
      <span className="sk" style={{ width: '60%' }} />
      <span className="sk" style={{ width: '80%' }} />
      <span className="sk" style={{ width: '45%' }} />
    </div>
  )
}

interface Failure {
  error: Error
  onRetry: () => void
}

/** In a block. */
export function Broken(failure: Failure) {
  return (
    <div className="in">
      <LoadFailed {...failure} />
    </div>
  )
}

export function LoadFailed({ error, onRetry }: Failure) {
  const t = useT()
  return (
    <div className="callout bad" role="alert">
      <Icon name="warn" />
      <div>
        <b>{t('loadFailed')}</b> {error.message}{' '}
        <button type="button" className="lk" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      </div>
    </div>
  )
}
