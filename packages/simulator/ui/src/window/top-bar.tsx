import { ACCOUNT_KINDS } from '@yingwu/protocol'
import { usePick, useT } from '../i18n/use-t.ts'
import { AccountAvatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { useAccount } from '../view/use-shown.ts'
import { useView, useWindow } from '../view/window.ts'
import { Clock } from './clock.tsx'
import { Connection } from './connection.tsx'
import { LookSwitches } from './look-switches.tsx'

export function TopBar() {
  const t = useT()
  const pick = usePick()
  const account = useAccount()
  const { set } = useWindow()
  const language = useView((view) => view.language)
  return (
    <header className="topbar" data-area="top" data-language={language}>
      <div className="brandmark">
        鹦鹉 <small>{t('brand')}</small>
      </div>
      <span className="vr" />
      {account && (
        <>
          <span className="pick">
            <AccountAvatar size="s" />
            <bdi>{account.name}</bdi>
          </span>
          <span className="tag acc">
            <Icon name="v" />
            <span>{pick(ACCOUNT_KINDS[account.kind])}</span>
          </span>
          <Connection account={account} />
        </>
      )}
      <span className="grow" />
      <Clock />
      <LookSwitches />
      <button type="button" className="btn s" data-testid="reset" onClick={() => set({ dialog: 'reset' })}>
        <Icon name="reset" />
        <span>{t('reset')}</span>
      </button>
    </header>
  )
}
