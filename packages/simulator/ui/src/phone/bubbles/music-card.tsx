import { Icon } from '../../parts/icon.tsx'
import type { MessageOf } from './message-of.ts'
import { useSound } from './use-sound.ts'

/** How long a song that cannot be played seems to play. */
const PRETENDED_SECONDS = 30

export function MusicCard({ message }: { message: MessageOf<'music'> }) {
  const { playing, toggle } = useSound(message.hqUrl || message.url, PRETENDED_SECONDS)
  return (
    <div className="bubble box music" data-testid={`bubble-${message.id}`}>
      {message.thumbUrl && <img className="pic" src={message.thumbUrl} alt="" />}
      <div className="grow">
        <b>
          <bdi>{message.title || '音乐'}</bdi>
        </b>
        <p>
          <bdi>{message.description}</bdi>
        </p>
      </div>
      <button type="button" aria-label={playing ? '暂停' : '播放'} onClick={toggle}>
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
    </div>
  )
}
