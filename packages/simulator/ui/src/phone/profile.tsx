import { ACCOUNT_KINDS } from '@yingwu/protocol'
import { AccountAvatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'
import { ActionSheet } from './sheets/action-sheet.tsx'

/** The account's profile: where one follows, and stops following. */
export function Profile({ onChat }: { onChat: () => void }) {
  const { account, fan, send, cover } = usePhone()
  const isVerified = account.kind === 'verifiedService' || account.kind === 'verifiedSubscription'

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
      <NavBar title="" {...(fan.subscribed ? { onBack: onChat } : {})} />
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
                onClick={() => void send({ type: 'follow' }).then(onChat)}
              >
                关注公众号
              </button>
            )}
          </div>
        </div>
      </div>
    </>
  )
}
