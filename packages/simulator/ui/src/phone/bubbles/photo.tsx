import { useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'
import { Viewer } from '../sheets/viewer.tsx'
import type { MessageOf } from './message-of.ts'

export function Photo({ message }: { message: MessageOf<'image'> }) {
  const { cover } = usePhone()
  const [broken, setBroken] = useState(false)
  const open = () => cover(<Viewer kind="image" url={message.url} caption={`MediaId ${message.mediaId}`} />)
  return (
    <button
      type="button"
      className="bubble photo"
      data-testid={`bubble-${message.id}`}
      aria-label="图片"
      onClick={open}
    >
      {broken ? (
        <Icon name="album" className="fallback" />
      ) : (
        <img src={message.url} alt="" onError={() => setBroken(true)} />
      )}
    </button>
  )
}

export function VideoThumb({ message }: { message: MessageOf<'video' | 'shortvideo'> }) {
  const { cover } = usePhone()
  const [broken, setBroken] = useState(false)
  const caption =
    [message.title, message.description].filter(Boolean).join(' · ') || `MediaId ${message.mediaId}`
  const open = () => cover(<Viewer kind="video" url={message.url} caption={caption} />)
  return (
    <button
      type="button"
      className="bubble photo wide"
      data-testid={`bubble-${message.id}`}
      aria-label={message.type === 'video' ? '视频' : '小视频'}
      onClick={open}
    >
      {message.thumbUrl && !broken && <img src={message.thumbUrl} alt="" onError={() => setBroken(true)} />}
      <Icon name="play" className="play" />
      {message.title && <span className="caption">{message.title}</span>}
    </button>
  )
}
