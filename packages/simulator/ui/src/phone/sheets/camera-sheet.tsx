import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { MAX_FILE_MB, toBase64 } from '../files.ts'
import { usePhone } from '../phone-context.ts'
import { FileCell } from './file-cell.tsx'
import { Sheet } from './sheet.tsx'

const KINDS = [
  { type: 'video', text: '视频' },
  { type: 'shortvideo', text: '小视频' },
] as const

/** 拍摄: a sample video of either kind, or a video of one's own. */
export function CameraSheet() {
  const t = useT()
  const { toast, fail } = useWindow()
  const { cover, send } = usePhone()

  async function sendOwn(file: File | undefined): Promise<void> {
    if (!file) return
    if (file.size > MAX_FILE_MB * 1024 * 1024) return toast(t('tooLarge', { size: MAX_FILE_MB }), 'bad')
    cover(null)
    await send({ type: 'video', data: await toBase64(file), contentType: file.type })
  }

  return (
    <Sheet label="拍摄">
      <div className="weui-actionsheet__menu">
        {KINDS.map(({ type, text }) => (
          <button
            key={type}
            type="button"
            className="weui-actionsheet__cell"
            data-testid={`camera-${type}`}
            onClick={() => {
              cover(null)
              void send({ type })
            }}
          >
            {text}
          </button>
        ))}
        <FileCell
          text={t('chooseVideo')}
          accept="video/mp4"
          testId="camera-own"
          onFiles={([file]) => void sendOwn(file).catch(fail)}
        />
      </div>
      <div className="weui-actionsheet__action">
        <button type="button" className="weui-actionsheet__cell" onClick={() => cover(null)}>
          取消
        </button>
      </div>
    </Sheet>
  )
}
