import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { MAX_FILE_MB } from '../files.ts'
import { usePhone } from '../phone-context.ts'
import { FileCell } from './file-cell.tsx'
import { Sheet } from './sheet.tsx'

/** 照片: the sample, or pictures of one's own, for the chat and for `wx.chooseImage`. */
export function PhotoSheet({ most, onPick }: { most: number; onPick: (pictures: readonly Blob[]) => void }) {
  const t = useT()
  const { toast, fail } = useWindow()
  const { cover } = usePhone()

  function take(pictures: readonly Blob[]): void {
    if (pictures.some(({ size }) => size > MAX_FILE_MB * 1024 * 1024))
      return toast(t('tooLarge', { size: MAX_FILE_MB }), 'bad')
    if (pictures.length > 0) onPick(pictures.slice(0, most))
    cover(null)
  }

  return (
    <Sheet label="照片">
      <div className="weui-actionsheet__menu">
        <button
          type="button"
          className="weui-actionsheet__cell"
          data-testid="photo-sample"
          onClick={() => void drawSample().then((sample) => take([sample]), fail)}
        >
          {t('sampleImage')}
        </button>
        <FileCell
          text={t('chooseImage')}
          accept="image/png,image/jpeg,image/gif"
          multiple={most > 1}
          testId="photo-own"
          onFiles={take}
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

/** Hills at dusk. */
async function drawSample(): Promise<Blob> {
  const canvas = new OffscreenCanvas(480, 320)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas')
  const sky = context.createLinearGradient(0, 0, 0, 320)
  sky.addColorStop(0, '#f6c177')
  sky.addColorStop(1, '#fbe7c6')
  context.fillStyle = sky
  context.fillRect(0, 0, 480, 320)
  for (const [x, radius, colour] of [
    [120, 220, '#7fb08a'],
    [360, 250, '#4f8f68'],
  ] as const) {
    context.fillStyle = colour
    context.beginPath()
    context.arc(x, 400, radius, 0, Math.PI * 2)
    context.fill()
  }
  return canvas.convertToBlob({ type: 'image/png' })
}
