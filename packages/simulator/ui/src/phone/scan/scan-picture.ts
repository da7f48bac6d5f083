import { encode } from 'uqr'
import { isSameCode, readSquares } from './read-squares.ts'

/** Larger pictures are drawn smaller first. */
const MOST_PIXELS = 1200

/** What the code in a picture says: any code where the browser can read codes, else one of those that are known. null: none found. */
export async function scanPicture(file: Blob, known: readonly string[]): Promise<string | null> {
  const bitmap = await createImageBitmap(file)
  const detected = await detect(bitmap)
  if (detected !== null) return detected
  const shrink = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.ceil(bitmap.width * shrink), Math.ceil(bitmap.height * shrink)]
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return null
  context.drawImage(bitmap, 0, 0, width, height)
  const seen = readSquares(context.getImageData(0, 0, width, height))
  return (seen && known.find((text) => isSameCode(seen, encode(text, { border: 0 }).data))) ?? null
}

interface Detector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>
}

/** Of the platform; most desktop browsers have none. */
async function detect(bitmap: ImageBitmap): Promise<string | null> {
  const BarcodeDetector: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  if (!isDetectorClass(BarcodeDetector)) return null
  const [code] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(bitmap).catch(() => [])
  return code?.rawValue ?? null
}

function isDetectorClass(value: unknown): value is new (options: { formats: string[] }) => Detector {
  return typeof value === 'function'
}
