import { usePhone } from '../phone-context.ts'
import { RichText } from '../text/rich-text.tsx'
import type { MessageOf } from './message-of.ts'

/** 菜单消息: a tap sends the line with its id. */
export function MenuBubble({ message }: { message: MessageOf<'msgmenu'> }) {
  const { send } = usePhone()
  return (
    <div className="bubble" data-testid={`bubble-${message.id}`}>
      {message.head && (
        <p>
          <RichText content={message.head} anchors />
        </p>
      )}
      {message.list.map(({ id, content }) => (
        <p key={id}>
          <button
            type="button"
            className="textlink"
            onClick={() => void send({ type: 'text', content, bizmsgmenuid: id })}
          >
            <bdi>{content}</bdi>
          </button>
        </p>
      ))}
      {message.tail && (
        <p>
          <RichText content={message.tail} anchors />
        </p>
      )}
    </div>
  )
}
