import { useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { MAX_IMAGE_MB, toBase64 } from '../files.ts'
import { usePhone } from '../phone-context.ts'
import { Sheet } from './sheet.tsx'

/** 照片: the sample, or a picture of one's own. */
export function ImageSheet() {
  const t = useT()
  const { toast, fail } = useWindow()
  const { send, cover } = usePhone()
  const picker = useRef<HTMLInputElement>(null)

  async function sendFile(file: File | undefined): Promise<void> {
    cover(null)
    if (!file) return
    if (file.size > MAX_IMAGE_MB * 1024 * 1024) return toast(t('tooLarge', { size: MAX_IMAGE_MB }), 'bad')
    await send({ type: 'image', data: await toBase64(file), contentType: file.type })
  }

  return (
    <Sheet label="照片">
      <div className="weui-actionsheet__menu">
        <button
          type="button"
          className="weui-actionsheet__cell"
          data-testid="image-sample"
          onClick={() => {
            cover(null)
            void send({ type: 'image' })
          }}
        >
          {t('sampleImage')}
        </button>
        <button
          type="button"
          className="weui-actionsheet__cell"
          data-testid="image-choose"
          onClick={() => picker.current?.click()}
        >
          {t('chooseImage')}
        </button>
        <input
          ref={picker}
          hidden
          type="file"
          accept="image/*"
          data-testid="image-file"
          onChange={({ target }) => void sendFile(target.files?.[0]).catch(fail)}
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
