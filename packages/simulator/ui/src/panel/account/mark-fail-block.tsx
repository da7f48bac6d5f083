import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { toCountdown, useSimNow } from '../../parts/time.ts'
import { useChange } from '../../view/use-change.ts'

/** MarkFail 自动屏蔽: how near the account is to it, when it ends, and both by hand. */
export function MarkFailBlock({ account: { appid, markFail, switches } }: { account: Account }) {
  const t = useT()
  const change = useChange()
  const left = (markFail.until ?? 0) - useSimNow()
  const isMarked = left > 0
  const after = switches.markFailAfter
  return (
    <Block
      title={t('markFail')}
      testId="mark-fail"
      side={
        <button
          type="button"
          className="btn s"
          data-testid={isMarked ? 'mark-fail-lift' : 'mark-fail-mark'}
          onClick={() =>
            void change(
              () => api.changeMarkFail(appid, isMarked ? { lift: true } : { mark: true }),
              t(isMarked ? 'markFail.lifted' : 'markFail.marked'),
            )
          }
        >
          {t(isMarked ? 'markFail.lift' : 'markFail.mark')}
        </button>
      }
    >
      <div className="in">
        {isMarked && <p className="out bad num">{t('markFail.on', { time: toCountdown(left) })}</p>}
        {!isMarked && after === 0 && <p className="hint">{t('markFail.off')}</p>}
        {!isMarked && after > 0 && (
          <p className="hint num">{t('markFail.counting', { failures: markFail.failures, after })}</p>
        )}
      </div>
    </Block>
  )
}
