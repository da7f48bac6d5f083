import type { CSSProperties } from 'react'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'
import { useEndpoints } from '../calls/use-endpoints.ts'

const EVERY_MS = 2000

/** 今日额度: calls of today against what is allowed. They go back by themselves at midnight in Beijing. */
export function QuotaBlock({ appid }: { appid: string }) {
  const t = useT()
  const pick = usePick()
  const change = useChange()
  const endpoints = useEndpoints()
  const { value, error, reload } = useLoaded(api.quotas, appid, EVERY_MS)
  const used = value?.filter((quota) => quota.used > 0) ?? []

  async function reset(endpoint?: string): Promise<void> {
    const wish = endpoint === undefined ? {} : { endpoint }
    await change(() => api.resetQuotas(appid, wish), t('quota.done'))
    reload()
  }

  return (
    <Block
      title={t('quota.title')}
      testId="quotas"
      side={
        <button
          type="button"
          className="btn s"
          data-testid="quota-reset"
          disabled={used.length === 0}
          onClick={() => void reset()}
        >
          {t('quota.resetAll')}
        </button>
      }
    >
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !value && <Waiting />}
      {value && used.length === 0 && (
        <div className="in">
          <p className="hint">{t('quota.none')}</p>
        </div>
      )}
      {used.length > 0 && (
        <ul className="quotas">
          {used.map((quota) => (
            <li key={quota.endpoint} data-testid={`quota-${quota.endpoint}`}>
              <div className="what">
                <b>
                  {pick(endpoints.get(quota.endpoint)?.title ?? { zh: quota.endpoint, en: quota.endpoint })}
                </b>
                <span className="num">
                  {quota.used.toLocaleString('en')}
                  <span className="hint">
                    {' / '}
                    {quota.limit === null ? t('quota.noLimit') : quota.limit.toLocaleString('en')}
                  </span>
                </span>
              </div>
              <Meter used={quota.used} limit={quota.limit} />
              <button
                type="button"
                className="lk"
                data-testid={`quota-reset-${quota.endpoint}`}
                onClick={() => void reset(quota.endpoint)}
              >
                {t('quota.reset')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}

function Meter({ used, limit }: { used: number; limit: number | null }) {
  const percent = limit === null ? 0 : Math.min(100, (used / Math.max(1, limit)) * 100)
  const share: CSSProperties & { '--v': number } = { '--v': percent }
  const tone = percent >= 100 ? 'bad' : percent >= 80 ? 'warn' : ''
  return (
    <div className={`meter ${tone}`} aria-hidden="true">
      <i style={share} />
    </div>
  )
}
