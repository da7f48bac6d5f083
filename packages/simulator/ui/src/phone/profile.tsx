import { ACCOUNT_KINDS } from '@yingwu/protocol'
import { useId } from 'react'
import type { Action } from '../../../src/control/types.ts'
import { menuOf } from '../../../src/world/match-menu.ts'
import { useT } from '../i18n/use-t.ts'
import { AccountAvatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useArticles } from './history-page.tsx'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'
import type { Scanned } from './scanner.tsx'
import { ActionSheet } from './sheets/action-sheet.tsx'
import { NoticesSheet } from './sheets/notices-sheet.tsx'

/** The account's profile: where one follows (with the scene of a scanned code), and stops following. */
export function Profile({
  scanned,
  onChat,
  onList,
  onHistory,
}: {
  scanned: Scanned | null
  onChat: () => void
  onList: () => void
  onHistory: () => void
}) {
  const t = useT()
  const { account, fan, send, cover, own, change } = usePhone()
  const articles = useArticles()
  const isVerified = account.kind === 'verifiedService' || account.kind === 'verifiedSubscription'
  const menu = menuOf(account, fan)?.button.map(({ name }) => name) ?? []

  const askNotices = () => cover(<NoticesSheet />)

  function askUnfollow(): void {
    cover(
      <ActionSheet
        title={`不再关注“${account.name}”后将不再收到其下发的消息`}
        actions={[
          {
            text: '不再关注',
            warn: true,
            testId: 'unfollow-confirm',
            run: () => void send({ type: 'unfollow' }),
          },
        ]}
      />,
    )
  }

  return (
    <>
      <NavBar title="" onBack={fan.subscribed ? onChat : onList} />
      <div className="body">
        <div className="profile">
          <div className="hd">
            <AccountAvatar size="l" />
            <div>
              <h3>
                <bdi>{account.name}</bdi>
              </h3>
              <p>微信号：{account.alias || account.ghId}</p>
            </div>
          </div>
          <p className="intro">
            <bdi>{account.intro}</bdi>
          </p>
          <span className="vmark">
            {isVerified && <Icon name="v" />}
            {ACCOUNT_KINDS[account.kind].zh}
          </span>
          <div className="buttons">
            {fan.subscribed ? (
              <>
                <button
                  type="button"
                  className="weui-btn weui-btn_default"
                  data-testid="message"
                  onClick={onChat}
                >
                  发消息
                </button>
                <button
                  type="button"
                  className="weui-btn weui-btn_default soft"
                  data-testid="unfollow"
                  onClick={askUnfollow}
                >
                  已关注
                </button>
              </>
            ) : (
              <button
                type="button"
                className="weui-btn weui-btn_primary"
                data-testid="follow"
                onClick={() => void send(scanned ? toScan(scanned) : { type: 'follow' }).then(onChat)}
              >
                关注公众号
              </button>
            )}
          </div>
        </div>
        <div className="cells">
          <button type="button" className="cell" data-testid="history-open" onClick={onHistory}>
            历史消息
            <span className="val">{articles ? `${articles.length} 篇` : ''}</span>
            <Icon name="right" />
          </button>
          {menu.length > 0 && (
            <div className="cell" data-testid="menu-preview">
              菜单
              <bdi className="val">{menu.join(' · ')}</bdi>
            </div>
          )}
        </div>
        <div className="cells">
          {fan.subscribed && (
            <>
              <Toggle
                name="消息免打扰"
                testId="mute"
                on={own.muted}
                onChange={(muted) => change({ muted })}
              />
              <Toggle
                name="接收消息"
                testId="receive-messages"
                on={!fan.refusesTemplates}
                onChange={(receives) => void send({ type: 'refuseTemplates', refuse: !receives })}
              />
              <Toggle
                name="提供位置信息"
                testId="share-location"
                on={own.sharesLocation}
                onChange={(sharesLocation) => change({ sharesLocation })}
              />
            </>
          )}
          <button type="button" className="cell" data-testid="subscribe-notices" onClick={askNotices}>
            订阅通知
            <Icon name="right" />
          </button>
        </div>
      </div>
      {scanned && !fan.subscribed && (
        <div className="devstrip" data-testid="scanned">
          <Icon name="scan" />
          <bdi>{t('scannedScene', { key: `qrscene_${scanned.scene}` })}</bdi>
        </div>
      )}
    </>
  )
}

function Toggle({
  name,
  testId,
  on,
  onChange,
}: {
  name: string
  testId: string
  on: boolean
  onChange: (on: boolean) => void
}) {
  const id = useId()
  return (
    <div className="cell">
      <span id={id}>{name}</span>
      <button
        type="button"
        className="toggle"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        data-testid={testId}
        onClick={() => onChange(!on)}
      />
    </div>
  )
}

export function toScan(scanned: Scanned): Extract<Action, { type: 'scan' }> {
  return 'ticket' in scanned
    ? { type: 'scan', ticket: scanned.ticket }
    : { type: 'scan', scene: scanned.scene }
}
