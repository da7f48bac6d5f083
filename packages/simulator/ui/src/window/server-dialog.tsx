import { type FormEvent, useState } from 'react'
import type { EncryptionMode } from '@yingwu/protocol'
import type { Verification } from '../../../src/control/types.ts'
import { api, type CallbackForm } from '../api/api.ts'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Seg } from '../parts/seg.tsx'
import { useAccount } from '../view/use-shown.ts'
import { useWindow } from '../view/window.ts'
import { VerificationSteps } from './verification-steps.tsx'

const MODES: readonly EncryptionMode[] = ['plain', 'compatible', 'safe']
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 服务器配置, as in WeChat's console: nothing is saved before the server has answered correctly. */
export function ServerDialog() {
  const t = useT()
  const account = useAccount()
  const { set } = useWindow()
  const [form, setForm] = useState<CallbackForm>(() => account?.callback ?? emptyForm())
  const [answer, setAnswer] = useState<Verification | 'running' | null>(null)
  const [problem, setProblem] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!account) return
    setAnswer('running')
    setProblem('')
    try {
      const { url, token, encodingAESKey, mode } = form
      setAnswer(await api.setCallback(account.appid, { url, token, encodingAESKey, mode, enabled: true }))
    } catch (error) {
      setAnswer(null)
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Dialog title={t('serverConfig')} onClose={() => set({ dialog: null })}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="in">
          <p className="hint">{t('serverHint')}</p>
          <label className="field">
            <span>{t('url')}</span>
            <input
              className="inp mono"
              data-testid="server-url"
              type="url"
              required
              placeholder="http://127.0.0.1:8000/wechat"
              value={form.url}
              onChange={({ target }) => setForm({ ...form, url: target.value })}
            />
          </label>
          <label className="field">
            <span>{t('token')}</span>
            <input
              className="inp mono"
              data-testid="server-token"
              required
              value={form.token}
              onChange={({ target }) => setForm({ ...form, token: target.value })}
            />
          </label>
          <div className="field">
            <label htmlFor="server-key">{t('aesKey')}</label>
            <span className="inrow">
              <input
                id="server-key"
                className="inp mono grow"
                data-testid="server-key"
                required={form.mode !== 'plain'}
                value={form.encodingAESKey}
                onChange={({ target }) => setForm({ ...form, encodingAESKey: target.value })}
              />
              <button
                type="button"
                className="btn"
                onClick={() => setForm({ ...form, encodingAESKey: randomKey() })}
              >
                {t('generate')}
              </button>
            </span>
          </div>
          <div className="field">
            <span>{t('mode')}</span>
            <Seg
              label={t('mode')}
              value={form.mode}
              options={MODES.map((mode) => ({
                value: mode,
                text: t(`mode.${mode}`),
                testId: `server-mode-${mode}`,
              }))}
              onPick={(mode) => setForm({ ...form, mode })}
            />
          </div>
          {problem && (
            <p className="v bad" role="alert">
              {problem}
            </p>
          )}
          {answer && answer !== 'running' && <VerificationSteps verification={answer} />}
        </div>
        <footer>
          <button type="button" className="btn" onClick={() => set({ dialog: null })}>
            {t(answer && answer !== 'running' && answer.verified ? 'close' : 'cancel')}
          </button>
          <button
            type="submit"
            className="btn main"
            data-testid="server-submit"
            disabled={answer === 'running'}
          >
            {t(answer === 'running' ? 'verifying' : 'submitVerify')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function emptyForm(): CallbackForm {
  return { url: '', token: '', encodingAESKey: randomKey(), mode: 'safe', enabled: true }
}

/** 43 letters and digits: 256 bits in base64 without its padding. */
function randomKey(): string {
  // 62 does not divide 256; the small bias is of no matter for a key on one's own machine.
  return [...crypto.getRandomValues(new Uint8Array(43))]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
}
