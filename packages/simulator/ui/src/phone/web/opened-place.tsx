import { usePhone } from '../phone-context.ts'
import { Sheet } from '../sheets/sheet.tsx'

/** `wx.openLocation`: a place on the map, as the page names it. */
export function OpenedPlace({
  name,
  address,
  latitude,
  longitude,
}: {
  name: string
  address: string
  latitude: number
  longitude: number
}) {
  const { cover } = usePhone()
  return (
    <Sheet label="位置">
      <div className="padded">
        <i className="pic map" />
        <h3>
          <bdi>{name || '位置'}</bdi>
        </h3>
        {address && (
          <p className="soft">
            <bdi>{address}</bdi>
          </p>
        )}
        <p className="soft num">
          {latitude}, {longitude}
        </p>
        <button type="button" className="weui-btn weui-btn_default" onClick={() => cover(null)}>
          关闭
        </button>
      </div>
    </Sheet>
  )
}
