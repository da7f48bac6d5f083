import type { PhoneMessage, PushRow } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { toClock, toDuration } from '../parts/time.ts'
import { isMessageKey, type Translate } from '../i18n/i18n.ts'
import { useShownFans } from '../view/use-shown.ts'
import { useSim, useWindow } from '../view/window.ts'

/** What the person saw in the end, with the way to it. */
export function OnPhone({ push }: { push: PushRow }) {
  const t = useT()
  const { showBubble } = useWindow()
  const shown = useShownFans()
  const wanted = push.resultMessageId ?? push.messageId
  const message = useSim((state) => state.messages[push.openid]?.find(({ id }) => id === wanted))
  return (
    <p className="ended" data-testid="on-phone">
      <Icon name="phone" />
      <b>{t('onPhone')}</b>
      {message && push.resultMessageId !== null && <time>{toClock(message.at)}</time>}
      <bdi className="what">{describe(push, message, t)}</bdi>
      {wanted !== null && (
        <button
          type="button"
          className="lk"
          data-show-bubble
          data-testid="show-bubble"
          onClick={() =>
            showBubble(
              push,
              wanted,
              shown.map((fan) => fan.openid),
            )
          }
        >
          {t('showBubble')}
        </button>
      )}
    </p>
  )
}

function describe(push: PushRow, message: PhoneMessage | undefined, t: Translate): string {
  if (push.outcome === null) return t('phoneWaiting')
  if (push.resultMessageId === null) return t('phoneSilent')
  const time = toDuration(push.durationMs ?? 0)
  // The phone is hidden and was never read.
  if (!message) return push.outcome === 'failed' ? t('phoneFailed') : t('phoneReplied', { time })
  if (message.type === 'notice') return t('phoneNotice', { text: message.content })
  return t('phoneBubble', { text: toWords(message, t), time })
}

function toWords(message: PhoneMessage, t: Translate): string {
  if (message.type === 'text') return message.content
  const key = `reply.${message.type}`
  return isMessageKey(key) ? t(key) : message.type
}
