import { ACCOUNT_KINDS } from '@yingwu/protocol'
import type { Action } from '../../../src/control/types.ts'
import { menuOf } from '../../../src/world/match-menu.ts'
import { useT } from '../i18n/use-t.ts'
import { AccountAvatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
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
}: {
  scanned: Scanned | null
  onChat: () => void
  onList: () => void
}) {
  const t = useT()
  const { account, fan, send, cover } = usePhone()
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
          {menu.length > 0 && (
            <div className="cell">
              菜单
              <bdi className="val">{menu.join(' · ')}</bdi>
            </div>
          )}
          {fan.subscribed && (
            <div className="cell">
              <span id={`receive-${fan.openid}`}>接收消息</span>
              <button
                type="button"
                className="toggle"
                role="switch"
                aria-checked={!fan.refusesTemplates}
                aria-labelledby={`receive-${fan.openid}`}
                data-testid="receive-messages"
                onClick={() => void send({ type: 'refuseTemplates', refuse: !fan.refusesTemplates })}
              />
            </div>
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

export function toScan(scanned: Scanned): Extract<Action, { type: 'scan' }> {
  return 'ticket' in scanned
    ? { type: 'scan', ticket: scanned.ticket }
    : { type: 'scan', scene: scanned.scene }
}
