import { ICONS, type IconName } from './icons.ts'

export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  const [path, stroke] = ICONS[name]
  return (
    <svg className={`i ${className}`} viewBox="0 0 24 24" aria-hidden="true" strokeWidth={stroke}>
      <path d={path} />
    </svg>
  )
}
