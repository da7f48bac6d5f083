import { AccountAvatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'
import { MiniProgram } from '../sheets/mini-program.tsx'
import type { MessageOf } from './message-of.ts'

type Card = MessageOf<'template'>

/** 模板消息, 订阅通知: title, lines of label and value, and a way on when a tap opens something. */
export function TemplateCard({ message }: { message: Card }) {
  const { account } = usePhone()
  return (
    <article className="tpl" data-testid={`bubble-${message.id}`} aria-label={message.title}>
      <header>
        <AccountAvatar size="s" />
        <bdi>{account.name}</bdi>
      </header>
      <h3>
        <bdi>{message.title}</bdi>
      </h3>
      <dl>
        {message.rows.map((row, index) => (
          <Row key={`${index} ${row.label}`} row={row} />
        ))}
      </dl>
      <Target card={message} />
    </article>
  )
}

function Row({ row: { label, value, color } }: { row: Card['rows'][number] }) {
  return (
    <div className={label ? '' : 'whole'}>
      {label && (
        <dt>
          <bdi>{label}</bdi>
        </dt>
      )}
      <dd style={color ? { color: toInk(color) } : undefined}>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}

/** Templates of old bring colours meant for white; the dark theme brightens them. */
function toInk(color: string): string {
  return `light-dark(${color}, color-mix(in oklab, ${color} 35%, #fff))`
}

/** The mini program wins where both are named. A tap anywhere on the card counts. */
function Target({ card: { title, url, miniprogram } }: { card: Card }) {
  const { openWeb, cover } = usePhone()
  if (!miniprogram && !url) return null
  const open = () => (miniprogram ? cover(<MiniProgram title={title} {...miniprogram} />) : openWeb(url))
  return (
    <button
      type="button"
      aria-label={`${miniprogram ? '进入小程序查看' : '查看详情'}：${title}`}
      onClick={open}
    >
      {miniprogram && <Icon name="mini" />}
      {miniprogram ? '进入小程序查看' : '查看详情'}
      <Icon name="right" />
    </button>
  )
}
