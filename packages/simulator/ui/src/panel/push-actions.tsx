import { useState } from 'react'
import type { Attempt, Push, PushRow, Replay } from '../../../src/control/types.ts'
import { api } from '../api/api.ts'
import { transcriptsApi } from '../api/transcripts-api.ts'
import { useT } from '../i18n/use-t.ts'
import { CopyButton, useCopy } from '../parts/copy.tsx'
import { toCurl } from '../parts/curl.ts'
import { Icon } from '../parts/icon.tsx'
import { PickPerson } from '../parts/pick-person.tsx'
import { useChange } from '../view/use-change.ts'
import { useFans } from '../view/use-shown.ts'
import { useWindow } from '../view/window.ts'
import { ReplayDialog } from './replay-dialog.tsx'

/** 重放, 改后重放, 换人重放, curl, 复制为测试. */
export function PushActions({
  row,
  push,
  attempt,
}: {
  row: PushRow
  /** undefined while it is being read. */
  push: Push | undefined
  attempt: Attempt | undefined
}) {
  const t = useT()
  const { set } = useWindow()
  const change = useChange()
  const copy = useCopy()
  const hasOthers = useFans().some((fan) => fan.openid !== row.openid)
  const [asked, setAsked] = useState<'edit' | 'person' | null>(null)

  /** The newest push is followed until somebody deals with one. */
  function ask(question: 'edit' | 'person' | null): void {
    set({ selectedPush: row.id })
    setAsked(question)
  }

  const replay = (wish: Replay) =>
    change(async () => {
      const again = await api.replay(row.id, wish)
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
        onClick={() => ask('edit')}
      >
        <Icon name="edit" />
        <span>{t('replay.edit')}</span>
      </button>
      {hasOthers && (
        <button
          type="button"
          className="btn s"
          data-testid="replay-as"
          data-key="u"
          title="U"
          onClick={() => ask('person')}
        >
          <Icon name="swap" />
          <span>{t('replay.as')}</span>
        </button>
      )}
      {attempt && (
        <CopyButton text={() => toCurl(attempt.request)} label="curl" testId="push-curl" keyLetter="c" />
      )}
      <button
        type="button"
        className="btn s"
        data-testid="push-test"
        data-key="t"
        title="T"
        onClick={() => void change(async () => copy((await transcriptsApi.pushTest(row.id)).code))}
      >
        <Icon name="flask" />
        <span>{t('push.test')}</span>
      </button>
      <button
        type="button"
        className="btn s"
        data-testid="pin"
        aria-pressed={row.pinned === true}
        title={t('pin.hint')}
        onClick={() => void change(() => api.changePush(row.id, { pinned: row.pinned !== true }))}
      >
        <Icon name="pin" />
        <span>{t(row.pinned ? 'pin.pinned' : 'pin.pin')}</span>
      </button>
      {asked === 'person' && (
        <PickPerson
          appid={row.appid}
          title={t('replay.asTitle', { id: row.id })}
          testId="replay-as"
          onPick={({ openid }) => void replay({ openid })}
          onClose={() => ask(null)}
        />
      )}
      {asked === 'edit' && push && (
        <ReplayDialog
          push={push}
          onClose={() => ask(null)}
          onSend={async (fields) => {
            if (await replay({ fields })) ask(null)
          }}
        />
      )}
    </div>
  )
}
