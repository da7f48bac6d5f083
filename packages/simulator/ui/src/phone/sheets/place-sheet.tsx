import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Field, FormSheet } from './form-sheet.tsx'
import { Map, type Point } from './map.tsx'

export interface Place extends Point {
  label: string
  /** 缩放, as messages carry it. */
  scale: number
}

const PLACES: readonly Omit<Place, 'scale'>[] = [
  { label: '杭州市西湖区龙井路 1 号', latitude: 30.2294, longitude: 120.101 },
  { label: '北京市东城区天安门广场', latitude: 39.9055, longitude: 116.3976 },
  { label: '广州市海珠区阅江西路 222 号', latitude: 23.1066, longitude: 113.3245 },
]

/** 位置: a known place, a point of the map, or any by its figures. Also what `location_select` menu buttons open. */
export function PlaceSheet({ submit = '发送', onPick }: { submit?: string; onPick: (place: Place) => void }) {
  const t = useT()
  const [place, setPlace] = useState(() => toFields(PLACES[0]))
  const [scale, setScale] = useState('16')
  const point = { latitude: Number(place.latitude), longitude: Number(place.longitude) }
  return (
    <FormSheet
      title="位置"
      submit={submit}
      onSubmit={() => onPick({ label: place.label, ...point, scale: Number(scale) })}
    >
      <Map
        point={point}
        scale={Number(scale)}
        onPick={(picked) => setPlace({ ...toFields(picked), label: place.label })}
      />
      <div className="places" aria-label={t('presets')}>
        {PLACES.map((preset) => (
          <button
            key={preset.label}
            type="button"
            aria-pressed={preset.label === place.label}
            onClick={() => setPlace(toFields(preset))}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <Field
        label={t('label')}
        value={place.label}
        onChange={(label) => setPlace({ ...place, label })}
        testId="place-label"
      />
      <Field
        label={t('latitude')}
        type="number"
        step="any"
        min={-90}
        max={90}
        required
        value={place.latitude}
        onChange={(latitude) => setPlace({ ...place, latitude })}
        testId="place-latitude"
      />
      <Field
        label={t('longitude')}
        type="number"
        step="any"
        min={-180}
        max={180}
        required
        value={place.longitude}
        onChange={(longitude) => setPlace({ ...place, longitude })}
        testId="place-longitude"
      />
      <Field
        label={t('scale')}
        type="number"
        min={1}
        max={20}
        required
        value={scale}
        onChange={setScale}
        testId="place-scale"
      />
    </FormSheet>
  )
}

function toFields(place: (Point & { label?: string }) | undefined): {
  label: string
  latitude: string
  longitude: string
} {
  return {
    label: place?.label ?? '',
    latitude: String(place?.latitude ?? 0),
    longitude: String(place?.longitude ?? 0),
  }
}
