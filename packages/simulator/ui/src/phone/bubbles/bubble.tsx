import type { PhoneMessage } from '../../../../src/control/types.ts'
import { ContactCard, FileCard, LinkCard, LocationCard, MiniProgramCard, Sticker } from './cards.tsx'
import { MenuBubble } from './menu-bubble.tsx'
import { MusicCard } from './music-card.tsx'
import { NewsCard } from './news-card.tsx'
import { Photo, VideoThumb } from './photo.tsx'
import { TemplateCard } from './template-card.tsx'
import { TextBubble } from './text-bubble.tsx'
import { VoiceBubble } from './voice-bubble.tsx'

/** What a message looks like, by its type. Grey notices are lines of their own and never come here. */
export function Bubble({ message }: { message: PhoneMessage }) {
  switch (message.type) {
    case 'text':
      return <TextBubble message={message} />
    case 'image':
      return <Photo message={message} />
    case 'voice':
      return <VoiceBubble message={message} />
    case 'video':
    case 'shortvideo':
      return <VideoThumb message={message} />
    case 'music':
      return <MusicCard message={message} />
    case 'news':
      return <NewsCard message={message} />
    case 'location':
      return <LocationCard message={message} />
    case 'link':
      return <LinkCard message={message} />
    case 'file':
      return <FileCard message={message} />
    case 'sticker':
      return <Sticker message={message} />
    case 'contact':
      return <ContactCard message={message} />
    case 'msgmenu':
      return <MenuBubble message={message} />
    case 'template':
      return <TemplateCard message={message} />
    case 'miniprogrampage':
      return <MiniProgramCard message={message} />
    default:
      return null
  }
}
