import { useState } from 'react'
import type { Account } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { useCopy } from '../../parts/copy.tsx'

/** 测试号信息 */
export function InfoBlock({ account: { appid, secret } }: { account: Account }) {
  const t = useT()
  const copy = useCopy()
  const [isShown, setShown] = useState(false)
  return (
    <Block title={t('testAccount.info')} testId="test-info">
      <div className="in">
        <div className="field">
          <span>appID</span>
          <span className="inrow">
            <code className="mono grow" data-testid="test-appid">
              {appid}
            </code>
            <button type="button" className="btn s" onClick={() => copy(appid)}>
              {t('copy')}
            </button>
          </span>
        </div>
        <div className="field">
          <span>appsecret</span>
          <span className="inrow">
            <code className="mono grow" data-testid="test-secret">
              {isShown ? secret : '•'.repeat(12)}
            </code>
            <button
              type="button"
              className="btn s"
              data-testid="test-secret-show"
              aria-pressed={isShown}
              onClick={() => setShown(!isShown)}
            >
              {t(isShown ? 'hide' : 'show')}
            </button>
            <button type="button" className="btn s" onClick={() => copy(secret)}>
              {t('copy')}
            </button>
          </span>
        </div>
      </div>
    </Block>
  )
}
