import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toQrPath } from '../../parts/qr-path.ts'
import { useChange } from '../../view/use-change.ts'

/** 测试号二维码: the account's own code, as the phone's scanner knows it. */
export function QrBlock({ account: { appid, ghId } }: { account: Account }) {
  const t = useT()
  const change = useChange()
  return (
    <Block title={t('testAccount.qr')} testId="test-qr">
      <div className="in testqr">
        <img src={toPicture(`http://weixin.qq.com/r/${ghId}`)} alt={t('testAccount.qr')} />
        <div>
          <p className="hint">{t('testAccount.qrHint')}</p>
          <button
            type="button"
            className="btn"
            data-testid="test-scan"
            onClick={() => void change(() => api.addFans({ appid, follow: true }))}
          >
            <Icon name="scan" />
            <span>{t('testAccount.scan')}</span>
          </button>
        </div>
      </div>
    </Block>
  )
}

/** A picture that can be dragged onto the phone: black on white in dark mode, too. */
function toPicture(text: string): string {
  const { path, size } = toQrPath(text)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
