import { useRef, useState } from 'react'
import { webviewUrl } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { useWindow } from '../view/window.ts'
import { usePhone } from './phone-context.ts'
import { ActionSheet } from './sheets/action-sheet.tsx'
import { ArticleBar, useArticle } from './web/article-bar.tsx'
import { ask } from './web/ask.tsx'
import { FontSheet } from './web/font-sheet.tsx'
import type { ShareData } from './web/messages.ts'
import { SdkStrip } from './web/sdk-strip.tsx'
import { ShareSheet } from './web/share-sheet.tsx'
import { SnapshotBar } from './web/snapshot-bar.tsx'
import { useJsSdk } from './web/use-js-sdk.ts'

/** Pages keep their own origin and scripts, but cannot replace the window around them. */
const RIGHTS = 'allow-scripts allow-forms allow-same-origin allow-popups'

/** Where one can share to, and what pages prepare for it: the call of today, and that of old which also hears of it. */
const SHARES = {
  friend: {
    text: '转发给朋友',
    item: 'menuItem:share:appMessage',
    data: ['updateAppMessageShareData', 'onMenuShareAppMessage'],
    event: 'onMenuShareAppMessage',
  },
  moments: {
    text: '分享到朋友圈',
    item: 'menuItem:share:timeline',
    data: ['updateTimelineShareData', 'onMenuShareTimeline'],
    event: 'onMenuShareTimeline',
  },
} as const
type ShareTo = keyof typeof SHARES

/** WeChat's browser. The simulator learns who is looking, then sends the frame on to the page. */
export function WebView({ url, onClose }: { url: string; onClose: () => void }) {
  const t = useT()
  const { toast, fail, send } = useWindow()
  const { fan, cover } = usePhone()
  const [visit, setVisit] = useState(0)
  const [zoom, setZoom] = useState(1)
  const [isFull, setFull] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  const { state, session, tell, onLoad } = useJsSdk(frame, onClose)
  const article = useArticle(url)
  const address = state.url ?? url
  const host = hostOf(address)
  const title = state.title || article?.title || host
  const { hasMenu, hidden } = state.bar

  async function share(to: ShareTo): Promise<void> {
    const { text, data, event } = SHARES[to]
    const prepared = data.flatMap((name) => session.current?.shares.get(name) ?? [])[0]
    const fallback: ShareData = { title, desc: article?.digest ?? '', link: address, imgUrl: '' }
    const card = { ...fallback, ...withoutEmpty(prepared) }
    const isShared = await ask<true>(cover, (pick) => (
      <ShareSheet title={text} card={card} onShare={() => pick(true)} />
    ))
    tell(event, { errMsg: `${event}:${isShared ? 'ok' : 'cancel'}` })
    if (!isShared) return
    if (article) {
      const { msgDataId, index } = article
      if (!(await send(fan.openid, { type: 'share', msgDataId, index, to }))) return
    }
    toast('已分享')
  }

  const chooseFont = () => cover(<FontSheet onPick={setZoom} />)

  function openMenu(): void {
    const actions = [
      {
        item: SHARES.friend.item,
        text: SHARES.friend.text,
        testId: 'webview-share',
        run: () => void share('friend'),
      },
      {
        item: SHARES.moments.item,
        text: SHARES.moments.text,
        testId: 'webview-moments',
        run: () => void share('moments'),
      },
      {
        item: 'menuItem:copyUrl',
        text: '复制链接',
        testId: 'webview-copy',
        run: () => void navigator.clipboard.writeText(address).then(() => toast(t('copied')), fail),
      },
      {
        item: 'menuItem:refresh',
        text: '刷新',
        testId: 'webview-refresh',
        run: () => setVisit((n) => n + 1),
      },
      {
        item: 'menuItem:setFont',
        text: '字号',
        testId: 'webview-font',
        run: chooseFont,
      },
      {
        item: 'menuItem:openWithSafari',
        text: '在浏览器打开',
        testId: 'webview-open',
        run: () => void window.open(address, '_blank', 'noopener'),
      },
    ]
    const shown = actions.filter(({ item }) => !hidden.has(item))
    cover(<ActionSheet title={`此网页由 ${host} 提供`} actions={shown} />)
  }

  return (
    <>
      <header className="nav">
        <button type="button" aria-label="关闭" data-testid="webview-close" onClick={onClose}>
          <Icon name="close" />
        </button>
        <h2 data-testid="webview-title">
          <bdi>{title}</bdi>
        </h2>
        {hasMenu && (
          <button type="button" aria-label="更多" data-testid="webview-more" onClick={openMenu}>
            <Icon name="more" />
          </button>
        )}
      </header>
      <iframe
        ref={frame}
        key={`${visit} ${isFull} ${url}`}
        className="webframe"
        style={{ zoom }}
        data-testid="webview"
        title={title}
        sandbox={RIGHTS}
        src={webviewUrl(fan.openid, url, { full: isFull })}
        onLoad={onLoad}
      />
      {article && <ArticleBar article={article} onShare={() => void share('friend')} />}
      {fan.snapshot && !isFull && !article && <SnapshotBar onFull={() => setFull(true)} />}
      <SdkStrip state={state} />
    </>
  )
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}

function withoutEmpty(data: ShareData | undefined): Partial<ShareData> {
  return data ? Object.fromEntries(Object.entries(data).filter(([, value]) => value !== '')) : {}
}
