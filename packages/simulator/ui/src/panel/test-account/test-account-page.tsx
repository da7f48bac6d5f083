import { ACCOUNT_KINDS } from '@yingwu/protocol'
import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { CallbackForm } from './callback-form.tsx'
import { DomainBlock } from './domain-block.tsx'
import { FollowersBlock } from './followers-block.tsx'
import { InfoBlock } from './info-block.tsx'
import { QrBlock } from './qr-block.tsx'
import { RightsBlock } from './rights-block.tsx'
import { TemplatesBlock } from './templates-block.tsx'

/** 测试号管理页, from top to bottom as WeChat's own: whoever follows it has sent a template message in the end. */
export function TestAccountPage({ account }: { account: Account }) {
  const { appid } = account
  return (
    <div className="pad" data-testid="test-account">
      <div className="col">
        {account.kind !== 'sandbox' && <OtherKind account={account} />}
        <InfoBlock account={account} />
        <CallbackForm key={appid} account={account} />
        <DomainBlock account={account} />
        <QrBlock account={account} />
      </div>
      <div className="col">
        <FollowersBlock appid={appid} />
        <TemplatesBlock key={account.kind} account={account} />
        <RightsBlock key={`${appid}-rights`} appid={appid} />
      </div>
    </div>
  )
}

function OtherKind({ account: { appid, kind } }: { account: Account }) {
  const t = useT()
  const pick = usePick()
  const change = useChange()
  return (
    <div className="callout" data-testid="other-kind">
      <Icon name="warn" />
      <div>
        <b>{t('testAccount.otherKind', { kind: pick(ACCOUNT_KINDS[kind]) })}</b>{' '}
        {t('testAccount.otherKindText')}
        <p className="inrow">
          <button
            type="button"
            className="btn s main"
            data-testid="make-sandbox"
            onClick={() =>
              void change(() => api.patchAccount(appid, { kind: 'sandbox' }), t('testAccount.switched'))
            }
          >
            {t('testAccount.switch')}
          </button>
        </p>
      </div>
    </div>
  )
}
