import type { CSSProperties } from 'react'
import { type AccountHealth, VERDICTS } from '../../../../src/control/types.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'

const ORDER = ['replied', 'silent', 'timeout', 'connect', 'dns', 'status', 'invalid'] as const
const TONES = {
  replied: 'ok',
  silent: 'quiet',
  timeout: 'bad',
  connect: 'bad',
  dns: 'bad',
  status: 'bad',
  invalid: 'bad',
} as const

/** How the attempts ended, each with its share: a line of its own, so that words and figures need no colour. */
export function VerdictShares({ verdicts }: { verdicts: AccountHealth['verdicts'] }) {
  const t = useT()
  const pick = usePick()
  const all = ORDER.reduce((sum, verdict) => sum + verdicts[verdict], 0)
  return (
    <Block title={t('health.verdicts')} hint={t('health.answersHint')} testId="verdicts">
      <ul className="in shares num">
        {ORDER.filter((verdict) => verdicts[verdict] > 0 || verdict === 'replied').map((verdict) => {
          const share: CSSProperties & { '--v': number } = {
            '--v': all === 0 ? 0 : (verdicts[verdict] / all) * 100,
          }
          return (
            <li key={verdict} data-testid={`verdict-${verdict}`}>
              <span>{pick(VERDICTS[verdict])}</span>
              <span className={`meter ${TONES[verdict]}`} aria-hidden="true">
                <i style={share} />
              </span>
              <span>{verdicts[verdict].toLocaleString('en')}</span>
              <span className="hint">{Math.round(share['--v'] * 10) / 10}%</span>
            </li>
          )
        })}
      </ul>
    </Block>
  )
}
