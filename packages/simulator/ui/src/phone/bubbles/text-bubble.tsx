import { useWindow } from '../../view/window.ts'
import { RichText } from '../text/rich-text.tsx'
import type { MessageOf } from './message-of.ts'

/** A click selects its push; the pin beside it does the same by keyboard. */
export function TextBubble({ message }: { message: MessageOf<'text'> }) {
  const { set } = useWindow()
  return (
    <div
      className="bubble"
      data-testid={`bubble-${message.id}`}
      onClick={() => message.pushId !== null && set({ selectedPush: message.pushId })}
    >
      <RichText content={message.content} anchors={message.from === 'account'} />
    </div>
  )
}
