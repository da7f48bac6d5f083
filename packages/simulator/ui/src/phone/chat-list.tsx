import type { ReactNode } from 'react'
import type { PhoneMessage } from '../../../src/control/types.ts'
import { AccountAvatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useSimNow } from '../parts/time.ts'
import { isInFolder, toListTime, toPreview, type Unread, useConversations } from './conversations.ts'
import { NavBar } from './nav-bar.tsx'
import { type PhonePage, usePhone } from './phone-context.ts'

/** 微信, the first tab: the account or the folder it lies in, and 服务通知. */
export function ChatList({ unread, goTo }: { unread: Unread; goTo: (page: PhonePage) => void }) {
  const { account, fan, own } = usePhone()
  const { chat, notices } = useConversations(fan.openid) ?? { chat: [], notices: [] }
  const [last, lastNotice] = [chat.at(-1), notices.at(-1)]
  const all = (own.muted ? 0 : unread.chat) + unread.notices
  const inFolder = isInFolder(account)

  const rows = [
    fan.subscribed && {
      at: last?.at ?? fan.subscribeTime * 1000,
      row: inFolder ? (
        <Row
          key="folder"
          testId="row-folder"
          name="订阅号消息"
          picture={<Tile icon="list" className="sub" />}
          last={last}
          preview={last ? `${account.name}：${toPreview(last)}` : ''}
          dot={unread.chat > 0}
          onOpen={() => goTo('folder')}
        />
      ) : (
        <Row
          key="account"
          testId="row-account"
          name={account.name}
          picture={<AccountAvatar />}
          last={last}
          preview={last ? toPreview(last) : ''}
          count={own.muted ? 0 : unread.chat}
          dot={own.muted && unread.chat > 0}
          isMuted={own.muted}
          onOpen={() => goTo('chat')}
        />
      ),
    },
    lastNotice !== undefined && {
      at: lastNotice.at,
      row: (
        <Row
          key="notices"
          testId="row-notices"
          name="服务通知"
          picture={<Tile icon="bell" className="svc" />}
          last={lastNotice}
          preview={`${account.name}：${toPreview(lastNotice)}`}
          count={unread.notices}
          onOpen={() => goTo('notices')}
        />
      ),
    },
  ]
    .filter((row) => row !== false)
    .sort((a, b) => b.at - a.at)

  return (
    <>
      <NavBar
        title={all > 0 ? `微信(${all})` : '微信'}
        action={{ label: '扫一扫', icon: 'scan', testId: 'scan', run: () => goTo('scan') }}
      />
      <div className="searchbox">
        <button type="button" data-testid="search-account" onClick={() => goTo('profile')}>
          <Icon name="search" />
          搜索公众号
        </button>
      </div>
      <ul className="body convs" data-testid="chat-list">
        {rows.map(({ row }) => row)}
      </ul>
      <div className="tabbar" aria-hidden="true">
        <span className="on">
          <Icon name="chat" />
          微信
        </span>
        <span>
          <Icon name="contacts" />
          通讯录
        </span>
        <span>
          <Icon name="compass" />
          发现
        </span>
        <span>
          <Icon name="person" />我
        </span>
      </div>
    </>
  )
}

function Row({
  testId,
  name,
  picture,
  last,
  preview,
  count = 0,
  dot = false,
  isMuted = false,
  onOpen,
}: {
  testId: string
  name: string
  picture: ReactNode
  last: PhoneMessage | undefined
  preview: string
  count?: number
  dot?: boolean
  /** 消息免打扰 */
  isMuted?: boolean
  onOpen: () => void
}) {
  const now = useSimNow()
  return (
    <li>
      <button type="button" className="conv" data-testid={testId} onClick={onOpen}>
        <span className="avw">
          {picture}
          {count > 0 && (
            <b className="badge" aria-label={`${count} 条未读`}>
              {count > 99 ? '99+' : count}
            </b>
          )}
          {dot && <i className="dot" role="img" aria-label="有未读" />}
        </span>
        <span className="tx">
          <span className="nm">
            <bdi>{name}</bdi>
            {last && <time>{toListTime(last.at, now)}</time>}
          </span>
          <span className="nm">
            <bdi className="pv">{preview}</bdi>
            {isMuted && <Icon name="mute" />}
          </span>
        </span>
      </button>
    </li>
  )
}

function Tile({ icon, className }: { icon: 'list' | 'bell'; className: string }) {
  return (
    <i className={`av tile ${className}`} aria-hidden="true">
      <Icon name={icon} />
    </i>
  )
}
