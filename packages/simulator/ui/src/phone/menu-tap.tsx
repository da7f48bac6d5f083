import type { Action, MenuButton } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useWindow } from '../view/window.ts'
import { usePhone } from './phone-context.ts'
import { PicturesSheet } from './sheets/pictures-sheet.tsx'
import { PlaceSheet } from './sheets/place-sheet.tsx'
import { ScanSheet } from './sheets/scan-sheet.tsx'

type MenuTap = Extract<Action, { type: 'menu' }>

/** What a menu button does: some ask first what was scanned, photographed or chosen. */
export function useMenuTap(): (button: MenuButton) => void {
  const t = useT()
  const { toast } = useWindow()
  const { send, cover } = usePhone()

  return (button) => {
    const tap = toTap(button)
    switch (button.type) {
      case 'scancode_push':
      case 'scancode_waitmsg':
        return cover(<ScanSheet onScan={(scanResult) => void send({ ...tap, scanResult })} />)
      case 'pic_sysphoto':
      case 'pic_photo_or_album':
      case 'pic_weixin':
        return cover(<PicturesSheet onPick={(pictures) => void send({ ...tap, pictures })} />)
      case 'location_select':
        return cover(<PlaceSheet onPick={(place) => void send({ ...tap, ...place })} />)
      case 'miniprogram':
        toast(t('notSimulated'))
        return void send(tap)
      default:
        return void send(tap)
    }
  }
}

/** A button is named by its label, and by its key or address where it has one. */
function toTap({ key, url, name }: MenuButton): MenuTap {
  return { type: 'menu', name, ...(key !== undefined && { key }), ...(url !== undefined && { url }) }
}
