import { Icon } from '../parts/icon.tsx'
import type { IconName } from '../parts/icons.ts'
import { type PhoneScope, usePhone } from './phone-context.ts'
import { ActionSheet } from './sheets/action-sheet.tsx'
import { FileSheet } from './sheets/file-sheet.tsx'
import { ImageSheet } from './sheets/image-sheet.tsx'
import { LinkSheet } from './sheets/link-sheet.tsx'
import { PlaceSheet } from './sheets/place-sheet.tsx'

interface Item {
  id: string
  text: string
  icon: IconName
  run: (phone: PhoneScope) => void
}

const ITEMS: readonly Item[] = [
  { id: 'image', text: '照片', icon: 'album', run: ({ cover }) => cover(<ImageSheet />) },
  { id: 'camera', text: '拍摄', icon: 'camera', run: openCamera },
  {
    id: 'location',
    text: '位置',
    icon: 'loc',
    run: ({ cover, send }) =>
      cover(<PlaceSheet onPick={(place) => void send({ type: 'location', ...place })} />),
  },
  { id: 'link', text: '链接', icon: 'link', run: ({ cover }) => cover(<LinkSheet />) },
  { id: 'file', text: '文件', icon: 'file', run: ({ cover }) => cover(<FileSheet />) },
  { id: 'sticker', text: '贴纸', icon: 'smile', run: ({ send }) => void send({ type: 'sticker' }) },
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

function openCamera({ cover, send }: PhoneScope): void {
  cover(
    <ActionSheet
      title="拍摄"
      actions={[
        { text: '视频', testId: 'camera-video', run: () => void send({ type: 'video' }) },
        { text: '小视频', testId: 'camera-shortvideo', run: () => void send({ type: 'shortvideo' }) },
      ]}
    />,
  )
}
