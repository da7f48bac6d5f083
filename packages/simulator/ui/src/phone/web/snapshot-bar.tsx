import { useT } from '../../i18n/use-t.ts'

/** 快照页: WeChat's own bar, and what the account is told in the meantime. */
export function SnapshotBar({ onFull }: { onFull: () => void }) {
  const t = useT()
  return (
    <>
      <div className="snapbar">
        <span>网页由快照提供，仅供浏览</span>
        <button type="button" data-testid="snapshot-full" onClick={onFull}>
          使用完整服务
        </button>
      </div>
      <div className="devstrip">{t('snapshot')}</div>
    </>
  )
}
