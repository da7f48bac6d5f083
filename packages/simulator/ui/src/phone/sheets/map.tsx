import type { PointerEvent } from 'react'
import { useT } from '../../i18n/use-t.ts'

export interface Point {
  latitude: number
  longitude: number
}

/** Pixels of the whole earth at scale 0, as web maps count them. */
const WORLD_PX = 256

/** A map without places: a tap moves the point as far as it would on a real map of this scale. */
export function Map({
  point,
  scale,
  onPick,
}: {
  point: Point
  scale: number
  onPick: (point: Point) => void
}) {
  const t = useT()

  function pick({ clientX, clientY, currentTarget }: PointerEvent): void {
    const box = currentTarget.getBoundingClientRect()
    const degrees = 360 / (WORLD_PX * 2 ** scale)
    const east = (clientX - box.left - box.width / 2) * degrees
    const north = (box.top + box.height / 2 - clientY) * degrees * Math.cos((point.latitude * Math.PI) / 180)
    onPick({
      latitude: round(Math.min(90, Math.max(-90, point.latitude + north))),
      longitude: round(((point.longitude + east + 540) % 360) - 180),
    })
  }

  return (
    <div
      className="pic map pickable"
      role="img"
      aria-label={t('map')}
      title={t('map')}
      data-testid="map"
      onPointerUp={pick}
    />
  )
}

/** To a tenth of a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
