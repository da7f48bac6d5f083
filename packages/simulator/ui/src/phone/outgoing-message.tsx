import type { Outgoing } from '../api/outgoing.ts'
import { Avatar } from '../parts/avatar.tsx'
import { useWindow } from '../view/window.ts'
import { usePhone } from './phone-context.ts'

const WORDS: { [type: string]: string } = {
  image: '[图片]',
  voice: '[语音]',
  video: '[视频]',
  shortvideo: '[小视频]',
  location: '[位置]',
  link: '[链接]',
  file: '[文件]',
  sticker: '[表情]',
  contact: '[个人名片]',
}

/** What the simulator has not taken yet. */
export function OutgoingMessage({ item }: { item: Outgoing }) {
  const { fan } = usePhone()
  const { retry } = useWindow()
  const { action } = item
  const words = action.type === 'text' ? action.content : WORDS[action.type]
  if (words === undefined) return null
  return (
    <div className="msg me">
      <Avatar name={fan.nickname} picture={fan.headimgurl} />
      <div className="bubble">
        <bdi>{words}</bdi>
      </div>
      {item.state === 'failed' ? (
        <button
          type="button"
          className="mark fail"
          data-testid="retry"
          aria-label="发送失败，点此重发"
          onClick={() => void retry(item)}
        >
          !
        </button>
      ) : (
        <i className="spin mark" role="img" aria-label="发送中" />
      )}
    </div>
  )
}
