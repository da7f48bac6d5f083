import { QQ_FACES } from '@yingwu/protocol'
import { useState } from 'react'
import { EMOJI, emojiOf } from './text/emoji.ts'

/** QQ faces insert their code, emoji themselves. */
export function FacePanel({ onPick }: { onPick: (text: string) => void }) {
  const [page, setPage] = useState<'qq' | 'emoji'>('qq')
  return (
    <div className="drawer" data-testid="face-panel">
      <div className="facebar" role="tablist">
        <button type="button" role="tab" aria-selected={page === 'qq'} onClick={() => setPage('qq')}>
          QQ 表情
        </button>
        <button
          type="button"
          role="tab"
          data-testid="faces-emoji"
          aria-selected={page === 'emoji'}
          onClick={() => setPage('emoji')}
        >
          Emoji
        </button>
      </div>
      <div className="faces" role="tabpanel">
        {page === 'qq'
          ? QQ_FACES.map(([code, name]) => (
              <button
                key={code}
                type="button"
                title={`${name} ${code}`}
                aria-label={name}
                onClick={() => onPick(code)}
              >
                {emojiOf(name) ?? name}
              </button>
            ))
          : EMOJI.map((emoji) => (
              <button key={emoji} type="button" onClick={() => onPick(emoji)}>
                {emoji}
              </button>
            ))}
      </div>
    </div>
  )
}
