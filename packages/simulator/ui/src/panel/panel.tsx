import { type FC, type KeyboardEvent, useEffect } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import { type Tab, TABS } from '../view/view.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { AccountTab } from './account/account-tab.tsx'
import { CallLog } from './calls/call-log.tsx'
import { errorCount } from './calls/outcome.ts'
import { FaultsTab } from './faults/faults-tab.tsx'
import { FollowersTab } from './followers/followers-tab.tsx'
import { HealthTab } from './health/health-tab.tsx'
import { failedCount } from './outcome.ts'
import { PushLog } from './push-log.tsx'
import { StateTab } from './state/state-tab.tsx'
import { TokensTab } from './tokens/tokens-tab.tsx'
import { TranscriptsTab } from './transcripts/transcripts-tab.tsx'

const LOOKS: Record<Tab, { icon: IconName; page: FC; isLog: boolean }> = {
  pushes: { icon: 'push', page: PushLog, isLog: true },
  calls: { icon: 'api', page: CallLog, isLog: true },
  followers: { icon: 'contacts', page: FollowersTab, isLog: true },
  transcripts: { icon: 'replay', page: TranscriptsTab, isLog: false },
  tokens: { icon: 'key', page: TokensTab, isLog: false },
  faults: { icon: 'bolt', page: FaultsTab, isLog: false },
  account: { icon: 'id', page: AccountTab, isLog: false },
  health: { icon: 'pulse', page: HealthTab, isLog: false },
  state: { icon: 'db', page: StateTab, isLog: false },
}

/** The developer's side. */
export function Panel() {
  const t = useT()
  const { set } = useWindow()
  const tab = useView((view) => view.tab)
  const offline = useSim((state) => state.link === 'offline')
  const { page: Page, isLog } = LOOKS[tab]
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
        <Tabs />
      </div>
      {offline && (
        <p className="banner" role="alert" data-testid="offline">
          <Icon name="warn" />
          {t('offlineText')}
        </p>
      )}
      <div
        key={tab}
        className={isLog ? 'split' : 'tabpage'}
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        {...(!isLog && { 'data-area': 'detail' })}
      >
        <Page />
      </div>
    </main>
  )
}

function Tabs() {
  const t = useT()
  const { set } = useWindow()
  const tab = useView((view) => view.tab)
  const failures = useSim((state) => failedCount(state.pushes))
  const errors = useSim((state) => errorCount(state.calls))
  const counts: { [name in Tab]?: number } = { pushes: failures, calls: errors }

  useEffect(() => {
    document.getElementById(`tab-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [tab])

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = TABS.at((TABS.indexOf(tab) + step) % TABS.length)
    if (step === 0 || !next) return
    event.preventDefault()
    set({ tab: next })
    document.getElementById(`tab-${next}`)?.focus()
  }

  return (
    <div role="tablist" aria-label={t('panel')} onKeyDown={onKeyDown}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          data-testid={`tab-${name}`}
          aria-selected={name === tab}
          aria-controls={`panel-${name}`}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => set({ tab: name })}
        >
          <Icon name={LOOKS[name].icon} />
          <span>{t(`tab.${name}`)}</span>
          {(counts[name] ?? 0) > 0 && <span className="pip bad">{counts[name]}</span>}
        </button>
      ))}
    </div>
  )
}
