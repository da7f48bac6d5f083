import { Icon } from '../parts/icon.tsx'

export function NavBar({
  title,
  typing = false,
  onBack,
  onProfile,
}: {
  title: string
  typing?: boolean
  onBack?: () => void
  onProfile?: () => void
}) {
  return (
    <header className="nav">
      {onBack ? (
        <button type="button" aria-label="返回" data-testid="back" onClick={onBack}>
          <Icon name="back" />
        </button>
      ) : (
        <span />
      )}
      <h2 className={typing ? 'typing' : ''}>
        <bdi>{title}</bdi>
      </h2>
      {onProfile ? (
        <button type="button" aria-label="账号资料" data-testid="profile" onClick={onProfile}>
          <Icon name="person" />
        </button>
      ) : (
        <span />
      )}
    </header>
  )
}
