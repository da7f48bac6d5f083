import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'

export function NavBar({
  title,
  typing = false,
  unread = 0,
  onBack,
  action,
}: {
  title: string
  typing?: boolean
  /** Of other chats, beside the arrow. */
  unread?: number
  onBack?: () => void
  action?: { label: string; icon: IconName; testId: string; run: () => void }
}) {
  return (
    <header className="nav">
      {onBack ? (
        <button type="button" aria-label="返回" data-testid="back" onClick={onBack}>
          <Icon name="back" />
          {unread > 0 && <span className="others">{unread > 99 ? '99+' : unread}</span>}
        </button>
      ) : (
        <span />
      )}
      <h2 className={typing ? 'typing' : ''}>
        <bdi>{title}</bdi>
      </h2>
      {action ? (
        <button type="button" aria-label={action.label} data-testid={action.testId} onClick={action.run}>
          <Icon name={action.icon} />
        </button>
      ) : (
        <span />
      )}
    </header>
  )
}
