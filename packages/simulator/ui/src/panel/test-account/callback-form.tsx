import { type FormEvent, useState } from 'react'
import type { Account, Verification } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { VerificationSteps } from '../../window/verification-steps.tsx'

/** 接口配置信息: URL and token, and nothing else. Nothing is saved before the server has answered correctly. */
export function CallbackForm({ account: { appid, callback } }: { account: Account }) {
  const t = useT()
  const [url, setUrl] = useState(callback?.url ?? '')
  const [token, setToken] = useState(callback?.token ?? '')
  const [answer, setAnswer] = useState<Verification | 'running' | null>(null)
  const [problem, setProblem] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setAnswer('running')
    setProblem('')
    try {
      const encodingAESKey = callback?.encodingAESKey
      const form = { url, token, mode: 'plain' as const, enabled: true }
      setAnswer(await api.setCallback(appid, { ...form, ...(encodingAESKey && { encodingAESKey }) }))
    } catch (error) {
      setAnswer(null)
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Block title={t('testAccount.callback')} testId="test-callback">
      <form className="in" onSubmit={(event) => void submit(event)}>
        <p className="hint">{t('testAccount.callbackHint')}</p>
        <label className="field">
          <span>URL</span>
          <input
            className="inp mono"
            data-testid="test-url"
            type="url"
            required
            placeholder="http://127.0.0.1:8000/wechat"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        </label>
        <label className="field">
          <span>Token</span>
          <input
            className="inp mono"
            data-testid="test-token"
            required
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        <p className="inrow">
          <button
            type="submit"
            className="btn main"
            data-testid="test-submit"
            disabled={answer === 'running'}
          >
            {t(answer === 'running' ? 'verifying' : 'testAccount.submit')}
          </button>
        </p>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        {answer && answer !== 'running' && <VerificationSteps verification={answer} />}
      </form>
    </Block>
  )
}
