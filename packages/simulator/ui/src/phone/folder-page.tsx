import { useT } from '../i18n/use-t.ts'
import { AccountAvatar } from '../parts/avatar.tsx'
import { useSimNow } from '../parts/time.ts'
import { NewsCard } from './bubbles/news-card.tsx'
import { toListTime, toPreview, useConversations } from './conversations.ts'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'

/** So many of the newest broadcasts stand below the account's line. */
const SHOWN = 10

/** 订阅号消息: what the account has broadcast lies here; a tap on its name opens the chat. */
export function FolderPage({ onBack, onChat }: { onBack: () => void; onChat: () => void }) {
  const t = useT()
  const now = useSimNow()
  const { account, fan } = usePhone()
  const chat = useConversations(fan.openid)?.chat ?? []
  const last = chat.at(-1)
  const broadcasts = chat
    .filter((message) => message.via === 'broadcast')
    .slice(-SHOWN)
    .toReversed()
  return (
    <>
      <NavBar title="订阅号消息" onBack={onBack} />
      <div className="body folder" data-testid="folder">
        <button type="button" className="conv" data-testid="folder-account" onClick={onChat}>
          <span className="avw">
            <AccountAvatar />
          </span>
          <span className="tx">
            <span className="nm">
              <bdi>{account.name}</bdi>
              {last && <time>{toListTime(last.at, now)}</time>}
            </span>
            <bdi className="pv">{last ? toPreview(last) : t('noArticles')}</bdi>
          </span>
        </button>
        {broadcasts.map((message) => (
          <article key={message.id} className="issue" aria-label={toPreview(message)}>
            <header>
              <AccountAvatar size="s" />
              <bdi className="grow">{account.name}</bdi>
              <time>{toListTime(message.at, now)}</time>
            </header>
            {message.type === 'news' ? (
              <NewsCard message={message} />
            ) : (
              <p>
                <bdi>{toPreview(message)}</bdi>
              </p>
            )}
          </article>
        ))}
      </div>
    </>
  )
}
