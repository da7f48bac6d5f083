import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { useSim, useWindow } from '../view/window.ts'
import { failedCount } from './outcome.ts'
import { PushLog } from './push-log.tsx'

/** The developer's side. Further tabs stand beside 推送 as they come. */
export function Panel() {
  const t = useT()
  const { set } = useWindow()
  const pushes = useSim((state) => state.pushes)
  const offline = useSim((state) => state.link === 'offline')
  const failures = failedCount(pushes ?? [])
  return (
    <main className="panel" aria-label={t('panel')}>
      <div className="tabs">
        <button
          type="button"
          className="to-phone"
          data-testid="phone-toggle"
          onClick={() => set({ side: 'phone' })}
        >
          <Icon name="back" />
          <span>{t('backToPhone')}</span>
        </button>
        <div role="tablist" aria-label={t('panel')}>
          <button
            type="button"
            role="tab"
            id="tab-pushes"
            data-testid="tab-pushes"
            aria-selected="true"
            aria-controls="panel-pushes"
          >
            <Icon name="push" />
            <span>{t('pushes')}</span>
            {failures > 0 && <span className="pip bad">{failures}</span>}
          </button>
        </div>
      </div>
      {offline && (
        <p className="banner" role="alert" data-testid="offline">
          <Icon name="warn" />
          {t('offlineText')}
        </p>
      )}
      <div className="split" role="tabpanel" id="panel-pushes" aria-labelledby="tab-pushes">
        <PushLog />
      </div>
    </main>
  )
}
