import { memo, useState } from 'react'
import type { PhoneMessage } from '../../../src/control/types.ts'
import { findRow } from '../api/rows.ts'
import { AccountAvatar, Avatar } from '../parts/avatar.tsx'
import { toDuration } from '../parts/time.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { useBubbleMenu } from './bubble-menu.tsx'
import { Bubble } from './bubbles/bubble.tsx'
import { usePhone } from './phone-context.ts'

/** One thing in the chat with its pin, which ties it to its push in the log. */
export const Message = memo(function Message({ message }: { message: PhoneMessage }) {
  const { fan, recalled } = usePhone()
  const [isRecalled, setRecalled] = useState(recalled.has(message.id))
  const { handlers, menu } = useBubbleMenu(message, () => {
    recalled.add(message.id)
    setRecalled(true)
  })
  const linked = useView((view) => message.pushId !== null && view.selectedPush === message.pushId)
  const push = useSim((state) => findRow(state.pushes, message.pushId))
  const isMine = message.from === 'fan'
  const isBad = isMine && push?.outcome === 'failed'
  const look = `${isMine ? 'me' : ''} ${linked ? 'is-linked' : ''} ${isBad ? 'is-bad' : ''}`

  if (isRecalled)
    return (
      <p className="notice" data-testid={`recalled-${message.id}`}>
        你撤回了一条消息
      </p>
    )
  if (message.type === 'notice')
    return (
      <p
        className={`notice ${look}`}
        data-testid={`notice-${message.id}`}
        data-message={message.id}
        tabIndex={-1}
      >
        <bdi>{message.content}</bdi>
      </p>
    )

  const pin = <Pin message={message} />
  if (message.type === 'news' || message.type === 'template')
    return (
      <div className={`newsbox ${look}`} data-message={message.id} tabIndex={-1} {...handlers}>
        <Bubble message={message} />
        {pin}
        {menu}
      </div>
    )

  return (
    <div className={`msg ${look}`} data-message={message.id} tabIndex={-1} {...handlers}>
      {isMine ? <Avatar name={fan.nickname} picture={fan.headimgurl} /> : <Speaker agent={message.agent} />}
      <div className="col">
        {message.agent && <span className="who">客服 {message.agent.nickname}</span>}
        <Bubble message={message} />
        {pin}
      </div>
      {menu}
    </div>
  )
})

function Speaker({ agent }: { agent: PhoneMessage['agent'] }) {
  return agent ? <Avatar name={agent.nickname} picture={agent.avatar} /> : <AccountAvatar />
}

function Pin({ message }: { message: PhoneMessage }) {
  const { set } = useWindow()
  const push = useSim((state) => findRow(state.pushes, message.pushId))
  if (message.pushId === null) return null
  const waited = push?.resultMessageId === message.id ? push.durationMs : null
  return (
    <button
      type="button"
      className="pinref"
      data-testid={`pin-${message.id}`}
      aria-label={`推送 ${message.pushId}`}
      onClick={() => set({ selectedPush: message.pushId, side: 'panel' })}
    >
      #{message.pushId}
      {waited === null ? '' : ` · ${toDuration(waited)}`}
    </button>
  )
}
