import { type CSSProperties, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'
import type { MessageOf } from './message-of.ts'
import { useSound } from './use-sound.ts'

export function VoiceBubble({ message }: { message: MessageOf<'voice'> }) {
  const { heard } = usePhone()
  const [isHeard, setHeard] = useState(heard.has(message.id))
  const seconds = Math.max(1, Math.round(message.seconds))
  const { playing, toggle } = useSound(message.url, seconds)
  const style: CSSProperties & { '--s': number } = { '--s': seconds }
  return (
    <>
      <span className="voicerow">
        <button
          type="button"
          className={`bubble voice ${playing ? 'playing' : ''}`}
          style={style}
          data-testid={`bubble-${message.id}`}
          aria-label={`语音 ${seconds} 秒`}
          onClick={() => {
            heard.add(message.id)
            setHeard(true)
            toggle()
          }}
        >
          <Icon name="wave" />
          {seconds}″
        </button>
        {message.from === 'account' && !isHeard && <i className="dot" role="img" aria-label="未听" />}
      </span>
      {message.recognition && (
        <div className="asr">
          <bdi>{message.recognition}</bdi>
          <small>识别结果</small>
        </div>
      )}
    </>
  )
}
