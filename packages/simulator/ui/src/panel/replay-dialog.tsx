import { type FormEvent, useState } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Seg } from '../parts/seg.tsx'

type Fields = { [name: string]: string | number }

/** The kind of the letter and its address stay; who writes is another button's business. */
const FIXED = new Set(['ToUserName', 'FromUserName', 'MsgType', 'CreateTime', 'MsgId'])

/** 改后重放: a form of the push's own fields. The same MsgId tests de-duplication, a new one makes a new message. */
export function ReplayDialog({
  push,
  onSend,
  onClose,
}: {
  push: Push
  onSend: (fields: Fields) => Promise<void>
  onClose: () => void
}) {
  const t = useT()
  const editable = Object.entries(push.fields).flatMap(([name, value]) =>
    !FIXED.has(name) && (typeof value === 'string' || typeof value === 'number') ? { name, value } : [],
  )
  const [texts, setTexts] = useState<{ [name: string]: string }>({})
  const [msgId, setMsgId] = useState<'same' | 'new'>('same')

  function submit(event: FormEvent): void {
    event.preventDefault()
    const changed = editable.flatMap(({ name, value }): [string, string | number][] => {
      const text = texts[name]
      if (text === undefined || text === String(value)) return []
      return [[name, typeof value === 'number' && Number.isFinite(Number(text)) ? Number(text) : text]]
    })
    const fields: Fields = Object.fromEntries(changed)
    if (msgId === 'new' && push.MsgId !== null) fields['MsgId'] = newMsgId()
    void onSend(fields)
  }

  return (
    <Dialog title={t('replay.title', { id: push.id })} onClose={onClose}>
      <form onSubmit={submit}>
        <div className="in">
          {editable.map(({ name, value }) => (
            <label key={name} className="field">
              <span className="mono">{name}</span>
              <input
                className="inp"
                data-testid={`replay-${name}`}
                value={texts[name] ?? String(value)}
                onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
              />
            </label>
          ))}
          {push.MsgId !== null && (
            <div className="field">
              <span className="mono">MsgId</span>
              <Seg
                label="MsgId"
                value={msgId}
                options={[
                  { value: 'same', text: t('replay.same'), testId: 'msgid-same' },
                  { value: 'new', text: t('replay.new'), testId: 'msgid-new' },
                ]}
                onPick={setMsgId}
              />
            </div>
          )}
        </div>
        <footer>
          <span className="hint grow">{t('replay.signed')}</span>
          <button type="button" className="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn main" data-testid="replay-send">
            {t('replay')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

/** 17 digits, as WeChat's own, and beyond those that the simulator counts. */
function newMsgId(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return `9${String(high).padStart(10, '0').slice(0, 8)}${String(low).padStart(10, '0').slice(0, 8)}`
}
