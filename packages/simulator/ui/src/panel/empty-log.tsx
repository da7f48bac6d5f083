import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { useAccount, useShownFans } from '../view/use-shown.ts'
import { useWindow } from '../view/window.ts'

/** Nothing was pushed yet: says what will appear here, and does the first thing. */
export function EmptyLog() {
  const t = useT()
  const { set, send } = useWindow()
  const account = useAccount()
  const [fan] = useShownFans()
  const canSend = account?.callback && fan?.subscribed
  return (
    <div className="empty">
      <span className="ic">
        <Icon name="push" />
      </span>
      <h4>{t('emptyTitle')}</h4>
      <p>{t('emptyText')}</p>
      <div className="inrow">
        {account?.callback ? (
          <button
            type="button"
            className="btn main"
            disabled={!canSend}
            onClick={() => fan && void send(fan.openid, { type: 'text', content: '你好' })}
          >
            {t('emptyAction')}
          </button>
        ) : (
          <button type="button" className="btn main" onClick={() => set({ dialog: 'server' })}>
            {t('emptyConnect')}
          </button>
        )}
      </div>
    </div>
  )
}

export function NoneFound({ title, onShowAll }: { title?: string; onShowAll: () => void }) {
  const t = useT()
  return (
    <div className="empty">
      <span className="ic">
        <Icon name="search" />
      </span>
      <h4>{title ?? t('noneFound')}</h4>
      <p>{t('noneFoundText')}</p>
      <div className="inrow">
        <button type="button" className="btn" onClick={onShowAll}>
          {t('showAll')}
        </button>
      </div>
    </div>
  )
}

const ROWS = [60, 45, 70, 52, 64]

/** Fades in after a moment, so that a quick answer shows no skeleton at all. */
export function LogSkeleton() {
  return (
    <div className="skeleton logskeleton" aria-hidden="true">
      {ROWS.map((width) => (
        <span key={width} className="sk" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
