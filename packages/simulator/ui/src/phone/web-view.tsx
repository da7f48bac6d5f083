import { useState } from 'react'
import { webviewUrl } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { useWindow } from '../view/window.ts'
import { usePhone } from './phone-context.ts'
import { ActionSheet } from './sheets/action-sheet.tsx'

/** Pages keep their own origin and scripts, but cannot replace the window around them. */
const RIGHTS = 'allow-scripts allow-forms allow-same-origin allow-popups'

/** WeChat's browser. The simulator learns who is looking, then sends the frame on to the page. */
export function WebView({ url, onClose }: { url: string; onClose: () => void }) {
  const t = useT()
  const { toast, fail } = useWindow()
  const { fan, cover } = usePhone()
  const [visit, setVisit] = useState(0)
  const host = hostOf(url)

  function openMenu(): void {
    cover(
      <ActionSheet
        title={`此网页由 ${host} 提供`}
        actions={[
          {
            text: '复制链接',
            testId: 'webview-copy',
            run: () => void navigator.clipboard.writeText(url).then(() => toast(t('copied')), fail),
          },
          { text: '刷新', testId: 'webview-refresh', run: () => setVisit((n) => n + 1) },
          {
            text: '在浏览器打开',
            testId: 'webview-open',
            run: () => void window.open(url, '_blank', 'noopener'),
          },
        ]}
      />,
    )
  }

  return (
    <>
      <header className="nav">
        <button type="button" aria-label="关闭" data-testid="webview-close" onClick={onClose}>
          <Icon name="close" />
        </button>
        <h2>
          <bdi>{host}</bdi>
        </h2>
        <button type="button" aria-label="更多" data-testid="webview-more" onClick={openMenu}>
          <Icon name="more" />
        </button>
      </header>
      <iframe
        key={`${visit} ${url}`}
        className="webframe"
        data-testid="webview"
        title={host}
        sandbox={RIGHTS}
        src={webviewUrl(fan.openid, url)}
      />
    </>
  )
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
