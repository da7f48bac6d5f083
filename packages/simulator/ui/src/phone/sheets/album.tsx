import { useState } from 'react'
import { usePhone } from '../phone-context.ts'
import { Screen } from './screen.tsx'

/** WeChat's album gives at most nine pictures at once. */
const MOST = 9
const PICTURES = Array.from({ length: 12 }, (_, index) => index + 1)

/** 微信相册: pictures numbered in the order in which they were picked. All of them are the sample. */
export function Album({ onPick }: { onPick: (pictures: number) => void }) {
  const { cover } = usePhone()
  const [picked, setPicked] = useState<readonly number[]>([])

  function toggle(picture: number): void {
    if (picked.includes(picture)) setPicked(picked.filter((other) => other !== picture))
    else if (picked.length < MOST) setPicked([...picked, picture])
  }

  return (
    <Screen label="最近项目" className="album">
      <header className="nav">
        <button type="button" onClick={() => cover(null)}>
          取消
        </button>
        <h2>最近项目</h2>
        <span />
      </header>
      <div className="body grid">
        {PICTURES.map((picture) => {
          const place = picked.indexOf(picture) + 1
          return (
            <button
              key={picture}
              type="button"
              className={`pic tone${picture % 5}`}
              aria-pressed={place > 0}
              aria-label={`图片 ${picture}`}
              data-testid={`album-${picture}`}
              onClick={() => toggle(picture)}
            >
              <b>{place > 0 ? place : ''}</b>
            </button>
          )
        })}
      </div>
      <footer>
        <span>{picked.length === MOST ? `最多 ${MOST} 张` : ''}</span>
        <button
          type="button"
          className="send"
          data-testid="album-send"
          disabled={picked.length === 0}
          onClick={() => {
            cover(null)
            onPick(picked.length)
          }}
        >
          发送{picked.length > 0 ? `(${picked.length})` : ''}
        </button>
      </footer>
    </Screen>
  )
}
