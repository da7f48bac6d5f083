import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Switch } from '../../parts/switch.tsx'
import { toDateClock } from '../../parts/time.ts'
import { useChange } from '../../view/use-change.ts'
import { useView, useWindow } from '../../view/window.ts'
import { VerificationSteps } from '../../window/verification-steps.tsx'

/** 服务器配置 as it stands, with the newest verification. */
export function CallbackBlock({ account: { appid, callback, verification } }: { account: Account }) {
  const t = useT()
  const { set } = useWindow()
  const change = useChange()
  const language = useView((view) => view.language)
  return (
    <Block
      title={t('serverConfig')}
      testId="callback"
      side={
        <>
          {callback && (
            <Switch
              on={callback.enabled}
              label={t('callback.enabled')}
              testId="callback-enabled"
              onChange={(enabled) => void change(() => api.patchAccount(appid, { enabled }))}
            />
          )}
          <button
            type="button"
            className="btn s"
            data-testid="callback-edit"
            onClick={() => set({ dialog: 'server' })}
          >
            {t(callback ? 'callback.edit' : 'emptyConnect')}
          </button>
        </>
      }
    >
      <div className="in">
        {!callback && <p className="hint">{t('callback.none')}</p>}
        {callback && (
          <dl className="kv">
            <dt>URL</dt>
            <dd className="mono">{callback.url}</dd>
            <dt>Token</dt>
            <dd className="mono">{callback.token}</dd>
            <dt>{t('mode')}</dt>
            <dd>{t(`mode.${callback.mode}`)}</dd>
            {callback.mode !== 'plain' && (
              <>
                <dt>EncodingAESKey</dt>
                <dd className="mono">{callback.encodingAESKey}</dd>
              </>
            )}
          </dl>
        )}
        {verification && (
          <details open={!verification.verified}>
            <summary>
              {t('verification')} <time className="hint">{toDateClock(verification.at, language)}</time>
            </summary>
            <VerificationSteps verification={verification} />
          </details>
        )}
      </div>
    </Block>
  )
}
