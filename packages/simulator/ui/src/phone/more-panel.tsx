import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import { type PhoneScope, usePhone } from './phone-context.ts'
import { toBase64 } from './files.ts'
import { CameraSheet } from './sheets/camera-sheet.tsx'
import { ContactSheet } from './sheets/contact-sheet.tsx'
import { FileSheet } from './sheets/file-sheet.tsx'
import { LinkSheet } from './sheets/link-sheet.tsx'
import { PhotoSheet } from './sheets/photo-sheet.tsx'
import { PlaceSheet } from './sheets/place-sheet.tsx'

interface Item {
  id: string
  text: string
  icon: IconName
  run: (phone: PhoneScope) => void
}

/** WeChat's album gives at most nine pictures at once. */
const MOST_PICTURES = 9

const ITEMS: readonly Item[] = [
  {
    id: 'image',
    text: '照片',
    icon: 'album',
    run: ({ cover, send }) =>
      cover(<PhotoSheet most={MOST_PICTURES} onPick={(pictures) => void sendPictures(pictures, send)} />),
  },
  { id: 'camera', text: '拍摄', icon: 'camera', run: ({ cover }) => cover(<CameraSheet />) },
  {
    id: 'location',
    text: '位置',
    icon: 'loc',
    run: ({ cover, send }) =>
      cover(<PlaceSheet onPick={(place) => void send({ type: 'location', ...place })} />),
  },
  { id: 'link', text: '收藏', icon: 'fav', run: ({ cover }) => cover(<LinkSheet />) },
  { id: 'file', text: '文件', icon: 'file', run: ({ cover }) => cover(<FileSheet />) },
  { id: 'sticker', text: '贴纸', icon: 'smile', run: ({ send }) => void send({ type: 'sticker' }) },
  { id: 'contact', text: '个人名片', icon: 'person', run: ({ cover }) => cover(<ContactSheet />) },
]

/** The panel behind “+”. */
export function MorePanel() {
  const phone = usePhone()
  return (
    <div className="drawer" data-testid="more-panel">
      <div className="plus">
        {ITEMS.map((item) => (
          <button key={item.id} type="button" data-testid={`more-${item.id}`} onClick={() => item.run(phone)}>
            <span>
              <Icon name={item.icon} />
            </span>
            {item.text}
          </button>
        ))}
      </div>
    </div>
  )
}

/** One message each, in the order in which they were picked. */
async function sendPictures(pictures: readonly Blob[], send: PhoneScope['send']): Promise<void> {
  for (const picture of pictures)
    await send({ type: 'image', data: await toBase64(picture), contentType: picture.type })
}
