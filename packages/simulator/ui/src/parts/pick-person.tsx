import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import type { Fan, FollowerPage } from '../../../src/control/types.ts'
import { followersApi } from '../api/followers-api.ts'
import { useT } from '../i18n/use-t.ts'
import { Avatar } from './avatar.tsx'
import { Broken, Waiting } from './block.tsx'
import { Dialog } from './dialog.tsx'
import { useLoaded } from './use-loaded.ts'

/** So many at first, and so many more at each wish. */
const STEP = 50
/** The control API gives no more at once; a search says more than a longer list. */
const MOST = 1000

/** One person of an account's many, by name, remark, openid or tag. The arrows walk from the field into the list; Enter takes. */
export function PickPerson({
  appid,
  title,
  testId,
  onPick,
  onClose,
}: {
  appid: string
  title: string
  /** Of the field and the list, with `-text` and `-list` behind it. */
  testId: string
  onPick: (fan: Fan) => void
  onClose: () => void
}) {
  const t = useT()
  const [text, setText] = useState('')
  const [most, setMost] = useState(STEP)
  const wanted = useDeferredValue(text.trim())
  const { value: page, error, reload } = useLoaded(find, `${appid} ${most} ${wanted}`)
  const [last, setLast] = useState<FollowerPage>()
  if (page !== undefined && page !== last) setLast(page)
  const shown = page ?? last
  const box = useRef<HTMLDivElement>(null)

  function pick(fan: Fan | undefined): void {
    if (!fan) return
    onPick(fan)
    onClose()
  }

  function walk(event: KeyboardEvent): void {
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, li button') ?? [])]
    const at = stops.findIndex((stop) => stop === document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, End: at > 0 ? stops.length - 1 : -1 }[event.key]
    const stop = stops[next ?? -1]
    if (!stop) return
    event.preventDefault()
    stop.focus()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <div className="in pickperson" ref={box} role="presentation" onKeyDown={walk}>
        <input
          className="inp"
          data-testid={`${testId}-text`}
          value={text}
          aria-label={t('followers.search')}
          placeholder={t('followers.searchHint')}
          onChange={({ target }) => {
            setText(target.value)
            setMost(STEP)
          }}
          onKeyDown={(event) => {
            // Not while the answer is still that to an older question.
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && text.trim() === wanted)
              pick(page?.fans[0])
          }}
        />
        {error && <Broken error={error} onRetry={reload} />}
        {!error && !shown && <Waiting />}
        {shown && (
          <ul data-testid={`${testId}-list`}>
            {shown.fans.map((fan) => (
              <li key={fan.openid}>
                <button type="button" onClick={() => pick(fan)}>
                  <Avatar name={fan.nickname || '?'} picture={fan.headimgurl} size="s" />
                  <bdi>{fan.nickname || t('followers.nameless')}</bdi>
                  <span className="hint mono">{fan.openid}</span>
                </button>
              </li>
            ))}
            {shown.found > shown.fans.length && most < MOST && (
              <li>
                <button type="button" data-testid={`${testId}-more`} onClick={() => setMost(most + STEP)}>
                  {t('pick.more')}
                </button>
              </li>
            )}
          </ul>
        )}
        {shown && (
          <p className="hint num" role="status">
            {shown.found === 0
              ? t('followers.none')
              : t('pick.shown', { count: shown.found.toLocaleString('en'), shown: shown.fans.length })}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** An appid and a number hold no blank. */
function find(question: string): Promise<FollowerPage> {
  const [appid = '', most = '', ...words] = question.split(' ')
  return followersApi.list({ appid, text: words.join(' '), state: 'all', offset: 0, limit: Number(most) })
}
