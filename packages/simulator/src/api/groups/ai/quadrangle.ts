/** The four corners that the service draws around what it found. */
import type { Size } from '../../../picture-size.ts'

/** A frame at a tenth of the picture's width and height from its edges. */
export function quadrangleIn({ w, h }: Size) {
  const [left, top] = [Math.round(w / 10), Math.round(h / 10)]
  const [right, bottom] = [w - left, h - top]
  return {
    left_top: { x: left, y: top },
    right_top: { x: right, y: top },
    right_bottom: { x: right, y: bottom },
    left_bottom: { x: left, y: bottom },
  }
}
