import type { AccountHealth } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toDuration } from '../../parts/time.ts'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useAccount } from '../../view/use-shown.ts'
import { QuotaBlock } from '../account/quota-block.tsx'
import { LogSkeleton } from '../empty-log.tsx'
import { AlarmTable } from './alarm-table.tsx'
import { MinuteChart } from './minute-chart.tsx'
import { VerdictShares } from './verdict-shares.tsx'

const EVERY_MS = 1000

/** 健康: how the bot is doing, renewed every second. */
export function HealthTab() {
  const account = useAccount()
  if (!account) return <LogSkeleton />
  return <Health appid={account.appid} />
}

function Health({ appid }: { appid: string }) {
  const t = useT()
  const { value: health, error, reload } = useLoaded(api.health, appid, EVERY_MS)
  if (!health)
    return (
      <div className="pad wide">
        <Block title={t('tab.health')}>
          {error ? <Broken error={error} onRetry={reload} /> : <Waiting />}
        </Block>
      </div>
    )
  if (health.total.pushes + health.total.calls === 0)
    return (
      <div className="empty" data-testid="health-empty">
        <span className="ic">
          <Icon name="pulse" />
        </span>
        <h4>{t('health.emptyTitle')}</h4>
        <p>{t('health.emptyText')}</p>
      </div>
    )
  const { seconds } = health
  return (
    <div className="pad health" data-testid="health">
      <Figures health={health} />
      <div className="col">
        <MinuteChart
          title={t('health.pushes')}
          all={seconds.pushes}
          bad={seconds.failures}
          badWord={t('health.failures')}
          testId="chart-pushes"
        />
        <MinuteChart
          title={t('health.calls')}
          all={seconds.calls}
          bad={seconds.errors}
          badWord={t('health.errors')}
          testId="chart-calls"
        />
        <VerdictShares verdicts={health.verdicts} />
      </div>
      <div className="col">
        <AlarmTable alarms={health.alarms} />
        <QuotaBlock appid={appid} />
      </div>
    </div>
  )
}

/** So many seconds are taken together: one alone jumps too much to be read. */
const CALM_SECONDS = 5

function Figures({ health: { seconds, answers, total } }: { health: AccountHealth }) {
  const t = useT()
  const rate = (numbers: readonly number[]) =>
    numbers.slice(-CALM_SECONDS).reduce((sum, n) => sum + n, 0) / CALM_SECONDS
  const duration = (ms: number | null) => (ms === null ? '–' : toDuration(ms))
  return (
    <dl className="stats num">
      <Figure name={t('health.perSecond')} value={rate(seconds.pushes).toFixed(1)} testId="stat-pushes" />
      <Figure name="p50" value={duration(answers.p50)} hint={t('health.answersHint')} testId="stat-p50" />
      <Figure name="p95" value={duration(answers.p95)} hint={t('health.answersHint')} testId="stat-p95" />
      <Figure name="p99" value={duration(answers.p99)} hint={t('health.answersHint')} testId="stat-p99" />
      <Figure
        name={t('health.retries')}
        value={total.retries.toLocaleString('en')}
        hint={t('health.lastHour')}
        testId="stat-retries"
      />
      <Figure name={t('health.callsPerSecond')} value={rate(seconds.calls).toFixed(1)} testId="stat-calls" />
    </dl>
  )
}

function Figure({
  name,
  value,
  hint,
  testId,
}: {
  name: string
  value: string
  hint?: string
  testId: string
}) {
  return (
    <div title={hint}>
      <dt>{name}</dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  )
}
