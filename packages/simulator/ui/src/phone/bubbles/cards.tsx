import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import { usePhone } from '../phone-context.ts'
import { MiniProgram } from '../sheets/mini-program.tsx'
import { OpenedPlace } from '../web/opened-place.tsx'
import type { MessageOf } from './message-of.ts'

export function LocationCard({ message }: { message: MessageOf<'location'> }) {
  const { cover } = usePhone()
  const { label, latitude, longitude } = message
  const open = () => cover(<OpenedPlace name={label} address="" latitude={latitude} longitude={longitude} />)
  return (
    <button type="button" className="bubble box loc" data-testid={`bubble-${message.id}`} onClick={open}>
      <span className="tx">
        <b>
          <bdi>{label || '位置'}</bdi>
        </b>
        <span className="soft num">
          {latitude}, {longitude}
        </span>
      </span>
      <i className="pic map" />
    </button>
  )
}

export function LinkCard({ message }: { message: MessageOf<'link'> }) {
  const { openWeb } = usePhone()
  return (
    <button
      type="button"
      className="bubble box"
      data-testid={`bubble-${message.id}`}
      onClick={() => openWeb(message.url)}
    >
      <span className="tx">
        <b>
          <bdi>{message.title}</bdi>
        </b>
        <span className="linkrow">
          <bdi className="grow">{message.description}</bdi>
          <i className="pic">
            <Icon name="link" />
          </i>
        </span>
      </span>
    </button>
  )
}

export function FileCard({ message }: { message: MessageOf<'file'> }) {
  return (
    <div className="bubble box filecard" data-testid={`bubble-${message.id}`}>
      <div className="grow">
        <b>
          <bdi>{message.title}</bdi>
        </b>
        <p className="num">{toSize(message.size)}</p>
      </div>
      <Icon name="file" />
    </div>
  )
}

export function Sticker({ message }: { message: MessageOf<'sticker'> }) {
  return (
    <div className="stickerpic" role="img" aria-label="表情" data-testid={`bubble-${message.id}`}>
      🦜
    </div>
  )
}

/** 个人名片. There is nothing behind it: the person on it is nobody of this world. */
export function ContactCard({ message }: { message: MessageOf<'contact'> }) {
  return (
    <div className="bubble box contactcard" data-testid={`bubble-${message.id}`}>
      <span className="person">
        <Avatar name={message.nickname} />
        <b>
          <bdi>{message.nickname}</bdi>
        </b>
      </span>
      <span className="foot">个人名片</span>
    </div>
  )
}

export function MiniProgramCard({ message }: { message: MessageOf<'miniprogrampage'> }) {
  const { cover } = usePhone()
  const open = () => cover(<MiniProgram {...message} />)
  return (
    <button type="button" className="bubble box" data-testid={`bubble-${message.id}`} onClick={open}>
      <span className="tx">
        <b>
          <bdi>{message.title}</bdi>
        </b>
      </span>
      {message.thumbUrl ? (
        <img className="pic minipic" src={message.thumbUrl} alt="" />
      ) : (
        <i className="pic minipic" />
      )}
      <span className="foot">
        <Icon name="mini" />
        小程序
      </span>
    </button>
  )
}

function toSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
