/**
 * The squares of a QR code in a picture that nobody photographed: a download or a screenshot of a code, upright and on white.
 * Telling which of the known codes it is takes no more; other codes are left to the browser's own detector.
 */

export interface Picture {
  width: number
  height: number
  /** RGBA, as of `ImageData`. */
  data: ArrayLike<number>
}

export type Squares = readonly (readonly boolean[])[]

const DARK = 128
/** The finder pattern in the corner begins with a line of seven dark squares. */
const FINDER = 7
const [SMALLEST, LARGEST, STEP] = [21, 177, 4]

/** true: dark. null where no code fills the picture. */
export function readSquares(picture: Picture): Squares | null {
  const box = darkBox(picture)
  if (!box) return null
  const { left, top, right, bottom } = box
  let run = 0
  while (left + run <= right && isDark(picture, left + run, top)) run += 1
  const size = toSize(((right - left + 1) * FINDER) / run)
  const isSquare = Math.abs(right - left - (bottom - top)) <= Math.max(2, (right - left) / 50)
  if (size === null || !isSquare) return null
  const across = (right - left + 1) / size
  const down = (bottom - top + 1) / size
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) =>
      isDark(picture, Math.floor(left + (x + 0.5) * across), Math.floor(top + (y + 0.5) * down)),
    ),
  )
}

/** Whether two readings are one code: a pixel here and there may have been lost. */
export function isSameCode(one: Squares, other: Squares): boolean {
  if (one.length !== other.length) return false
  let differing = 0
  for (const [y, row] of one.entries())
    for (const [x, dark] of row.entries()) if (dark !== other[y]?.[x]) differing += 1
  return differing <= (one.length * one.length) / 50
}

/** The nearest size that codes have; null where none is near. */
function toSize(measured: number): number | null {
  const size = Math.round((measured - SMALLEST) / STEP) * STEP + SMALLEST
  const isNear = Math.abs(size - measured) <= STEP / 2
  return isNear && size >= SMALLEST && size <= LARGEST ? size : null
}

function darkBox(picture: Picture) {
  let [left, top, right, bottom] = [picture.width, picture.height, -1, -1]
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) {
      if (!isDark(picture, x, y)) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  return right < 0 ? null : { left, top, right, bottom }
}

/** What is transparent shows the white behind it. */
function isDark({ width, data }: Picture, x: number, y: number): boolean {
  const at = (y * width + x) * 4
  const [red = 255, green = 255, blue = 255, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]]
  return alpha >= DARK && red * 0.3 + green * 0.59 + blue * 0.11 < DARK
}
