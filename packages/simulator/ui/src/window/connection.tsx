import type { Account } from '../../../src/control/types.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useT } from '../i18n/use-t.ts'
import { useSim, useWindow } from '../view/window.ts'

interface Lamp {
  lamp: 'bad' | 'idle' | ''
  word: MessageKey
}

/** The lamp: whether pushes reach a server, which one and how they are encrypted. Opens 服务器配置. */
export function Connection({ account }: { account: Account }) {
  const t = useT()
  const { set } = useWindow()
  const { callback } = account
  const offline = useSim((state) => state.link === 'offline')
  const { lamp, word } = offline ? OFFLINE : toLamp(account)
  return (
    <button
      type="button"
      className="conn"
      data-testid="connection"
      title={t('serverConfig')}
      onClick={() => set({ dialog: 'server' })}
    >
      <i className={`lamp ${lamp}`} />
      <b>{t(word)}</b>
      {callback && (
        <>
          <span className="mono">{callback.url.replace(/^https?:\/\//, '')}</span>
          <span>· {t(`mode.${callback.mode}`)}</span>
        </>
      )}
    </button>
  )
}

const OFFLINE: Lamp = { lamp: 'bad', word: 'offline' }

function toLamp({ callback, verification }: Account): Lamp {
  if (!callback)
    return verification ? { lamp: 'bad', word: 'verifyFailed' } : { lamp: 'idle', word: 'notConnected' }
  return callback.enabled ? { lamp: '', word: 'connected' } : { lamp: 'idle', word: 'disabled' }
}
