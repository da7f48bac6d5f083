import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'

/** A picture or a video over the whole phone. */
export function Viewer({ kind, url, caption }: { kind: 'image' | 'video'; url: string; caption: string }) {
  const { cover } = usePhone()
  return (
    <div
      className="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={kind === 'image' ? '图片' : '视频'}
      data-testid="viewer"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        cover(null)
      }}
    >
      <header className="nav">
        <button type="button" aria-label="关闭" autoFocus onClick={() => cover(null)}>
          <Icon name="close" />
        </button>
      </header>
      {kind === 'image' ? (
        <button type="button" className="whole" aria-label="关闭" onClick={() => cover(null)}>
          <img src={url} alt={caption} />
        </button>
      ) : (
        <video className="whole" src={url} controls autoPlay />
      )}
      <div className="devstrip">
        <span className="mono">{caption}</span>
      </div>
    </div>
  )
}
