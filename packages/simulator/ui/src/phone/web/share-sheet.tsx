import { FormSheet } from '../sheets/form-sheet.tsx'
import type { ShareData } from './messages.ts'

/** 转发: the card that a friend would see. */
export function ShareSheet({
  title,
  card,
  onShare,
}: {
  title: string
  card: ShareData
  onShare: () => void
}) {
  return (
    <FormSheet title={title} onSubmit={onShare}>
      <div className="sharecard" data-testid="share-card">
        <div className="grow">
          <b>
            <bdi>{card.title || card.link}</bdi>
          </b>
          <p className="soft">
            <bdi>{card.desc || card.link}</bdi>
          </p>
        </div>
        {card.imgUrl ? (
          <img className="pic" src={card.imgUrl} alt="" referrerPolicy="no-referrer" />
        ) : (
          <i className="pic" />
        )}
      </div>
    </FormSheet>
  )
}
