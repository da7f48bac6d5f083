import { useState } from 'react'
import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { useCopy } from '../../parts/copy.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Switch } from '../../parts/switch.tsx'
import { useChange } from '../../view/use-change.ts'

export function Secret({ account: { appid, secret, switches } }: { account: Account }) {
  const t = useT()
  const copy = useCopy()
  const change = useChange()
  const [isShown, setShown] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { secretFrozen } = switches
  return (
    <Block title="AppSecret" testId="secret">
      <div className="in">
        <div className="field">
          <span>AppID</span>
          <span className="inrow">
            <code className="mono grow">{appid}</code>
            <button type="button" className="btn s" onClick={() => copy(appid)}>
              {t('copy')}
            </button>
          </span>
        </div>
        <div className="field">
          <span>AppSecret</span>
          <span className="inrow">
            <code className="mono grow" data-testid="secret-value">
              {isShown ? secret : '•'.repeat(12)}
            </code>
            <button type="button" className="btn s" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {t(isShown ? 'hide' : 'show')}
            </button>
            <button type="button" className="btn s" onClick={() => copy(secret)}>
              {t('copy')}
            </button>
          </span>
        </div>
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
                setShown(true)
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
