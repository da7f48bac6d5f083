import type { Action, MenuButton } from '../../../src/control/types.ts'
import { usePhone } from './phone-context.ts'
import { ActionSheet } from './sheets/action-sheet.tsx'
import { Album } from './sheets/album.tsx'
import { MiniProgram } from './sheets/mini-program.tsx'
import { PlaceSheet } from './sheets/place-sheet.tsx'
import { Receiving } from './sheets/receiving.tsx'
import { ScanSheet } from './sheets/scan-sheet.tsx'

type MenuTap = Extract<Action, { type: 'menu' }>

/** What a menu button does: some ask first what was scanned, photographed or chosen. */
export function useMenuTap(): (button: MenuButton) => void {
  const { send, cover, openWeb } = usePhone()

  return (button) => {
    const tap = toTap(button)
    const takePhoto = () => void send({ ...tap, pictures: 1 })
    const openAlbum = () => cover(<Album onPick={(pictures) => void send({ ...tap, pictures })} />)
    switch (button.type) {
      case 'scancode_push':
        return cover(<ScanSheet title={button.name} onScan={(result) => void scan(tap, result)} />)
      case 'scancode_waitmsg':
        return cover(<ScanSheet title={button.name} onScan={(result) => void scanAndWait(tap, result)} />)
      case 'pic_sysphoto':
        return cover(
          <ActionSheet
            title={button.name}
            actions={[{ text: '拍照', testId: 'photo-take', run: takePhoto }]}
          />,
        )
      case 'pic_photo_or_album':
        return cover(
          <ActionSheet
            title={button.name}
            actions={[
              { text: '拍照', testId: 'photo-take', run: takePhoto },
              { text: '从手机相册选择', testId: 'photo-album', run: openAlbum },
            ]}
          />,
        )
      case 'pic_weixin':
        return openAlbum()
      case 'location_select':
        return cover(
          <PlaceSheet
            onPick={({ label, latitude, longitude }) => void send({ ...tap, label, latitude, longitude })}
          />,
        )
      case 'miniprogram': {
        const { name, appid = '', pagepath = '' } = button
        cover(<MiniProgram title={name} appid={appid} pagepath={pagepath} />)
        return void send(tap)
      }
      default:
        return void send(tap)
    }
  }

  /** The result is pushed, and opened as any other scanner would. */
  async function scan(tap: MenuTap, scanResult: string): Promise<void> {
    await send({ ...tap, scanResult })
    if (/^https?:\/\//i.test(scanResult)) openWeb(scanResult)
  }

  async function scanAndWait(tap: MenuTap, scanResult: string): Promise<void> {
    const result = await send({ ...tap, scanResult })
    if (result?.push) cover(<Receiving pushId={result.push.id} />)
  }
}

/** A button is named by its label, and by its key or address where it has one. */
function toTap({ key, url, name }: MenuButton): MenuTap {
  return { type: 'menu', name, ...(key !== undefined && { key }), ...(url !== undefined && { url }) }
}
