import { useState } from 'react'
import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Credential } from '../../parts/credential.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Switch } from '../../parts/switch.tsx'
import { useChange } from '../../view/use-change.ts'

export function Secret({ account: { appid, secret, switches } }: { account: Account }) {
  const t = useT()
  const change = useChange()
  const [isAsking, setAsking] = useState(false)
  const [isReset, setReset] = useState(false)
  const { secretFrozen } = switches
  return (
    <Block title="AppSecret" testId="secret">
      <div className="in">
        <Credential name="AppID" value={appid} testId="appid-value" />
        <Credential
          key={secret}
          name="AppSecret"
          value={secret}
          isSecret
          isOpen={isReset}
          testId="secret-value"
        />
        <div className="opt">
          <div>
            <b>{t('switch.secretFrozen')}</b>
            <p className="hint">{t('switch.secretFrozen.hint')}</p>
          </div>
          <Switch
            on={secretFrozen}
            label={t('switch.secretFrozen')}
            testId="freeze"
            onChange={(on) => void change(() => api.patchAccount(appid, { switches: { secretFrozen: on } }))}
          />
        </div>
        <div className="opt">
          <p className="hint">{t('secret.resetHint')}</p>
          <button
            type="button"
            className="btn danger"
            data-testid="secret-reset"
            onClick={() => setAsking(true)}
          >
            {t('secret.reset')}
          </button>
        </div>
      </div>
      {isAsking && (
        <Dialog title={t('secret.resetTitle')} onClose={() => setAsking(false)}>
          <div className="in">
            <p>{t('secret.resetText')}</p>
          </div>
          <footer>
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {t('cancel')}
            </button>
            <button
              type="button"
              className="btn danger"
              data-testid="secret-confirm"
              onClick={() => {
                setAsking(false)
                setReset(true)
                void change(() => api.newSecret(appid), t('secret.resetDone'))
              }}
            >
              {t('secret.reset')}
            </button>
          </footer>
        </Dialog>
      )}
    </Block>
  )
}
