import { useState } from 'react'
import type { Attempt, Push, Replay } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import { transcriptsApi } from '../api/transcripts-api.ts'
import { useT } from '../i18n/use-t.ts'
import { CopyButton, useCopy } from '../parts/copy.tsx'
import { toCurl } from '../parts/curl.ts'
import { Icon } from '../parts/icon.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { useChange } from '../view/use-change.ts'
import { useFans } from '../view/use-shown.ts'
import { useWindow } from '../view/window.ts'
import { ReplayDialog } from './replay-dialog.tsx'

/** More people than a menu can show are of no use in one. */
const MOST_PEOPLE = 12

/** 重放, 改后重放, 换人重放, curl, 复制为测试. */
export function PushActions({ push, attempt }: { push: Push; attempt: Attempt | undefined }) {
  const t = useT()
  const { set } = useWindow()
  const change = useChange()
  const copy = useCopy()
  const others = useFans().filter((fan) => fan.openid !== push.openid)
  const [isEditing, setEditing] = useState(false)

  const replay = (wish: Replay) =>
    change(async () => {
      const again = await api.replay(push.id, wish)
      set({ selectedPush: again.id })
    })

  return (
    <div className="acts">
      <button
        type="button"
        className="btn s main"
        data-testid="replay"
        data-key="r"
        title={`${t('replay.hint')} (R)`}
        onClick={() => void replay({})}
      >
        <Icon name="replay" />
        <span>{t('replay')}</span>
      </button>
      <button
        type="button"
        className="btn s"
        data-testid="replay-edit"
        data-key="e"
        title="E"
        onClick={() => setEditing(true)}
      >
        <Icon name="edit" />
        <span>{t('replay.edit')}</span>
      </button>
      {others.length > 0 && (
        <span className="btnmenu" data-key="u">
          <MenuButton
            label={t('replay.as')}
            testId="replay-as"
            items={others.slice(0, MOST_PEOPLE).map((fan) => ({
              text: fan.nickname || fan.openid,
              run: () => void replay({ openid: fan.openid }),
            }))}
          >
            <Icon name="swap" />
            <span>{t('replay.as')}</span>
          </MenuButton>
        </span>
      )}
      {attempt && (
        <CopyButton text={() => toCurl(attempt.request)} label="curl" testId="push-curl" keyLetter="c" />
      )}
      <button
        type="button"
        className="btn s"
        data-testid="push-test"
        onClick={() => void change(async () => copy((await transcriptsApi.pushTest(push.id)).code))}
      >
        <Icon name="flask" />
        <span>{t('push.test')}</span>
      </button>
      <button
        type="button"
        className="btn s"
        data-testid="pin"
        aria-pressed={push.pinned === true}
        title={t('pin.hint')}
        onClick={() => void change(() => api.changePush(push.id, { pinned: push.pinned !== true }))}
      >
        <Icon name="pin" />
        <span>{t(push.pinned ? 'pin.pinned' : 'pin.pin')}</span>
      </button>
      {isEditing && (
        <ReplayDialog
          push={push}
          onClose={() => setEditing(false)}
          onSend={async (fields) => {
            if (await replay({ fields })) setEditing(false)
          }}
        />
      )}
    </div>
  )
}
