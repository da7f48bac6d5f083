import { useT } from '../../i18n/use-t.ts'
import { CopyButton } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icon.tsx'

/** Nothing was called yet: where programs have to call. */
export function EmptyCalls() {
  const t = useT()
  const line = `WECHAT_API_URL=${location.origin}`
  return (
    <div className="empty">
      <span className="ic">
        <Icon name="api" />
      </span>
      <h4>{t('calls.emptyTitle')}</h4>
      <p>{t('calls.emptyText')}</p>
      <pre className="code">{line}</pre>
      <div className="inrow">
        <CopyButton text={() => line} label={t('copy')} />
        <a className="btn s" href="/reference" target="_blank" rel="noreferrer">
          {t('calls.reference')}
        </a>
      </div>
    </div>
  )
}
