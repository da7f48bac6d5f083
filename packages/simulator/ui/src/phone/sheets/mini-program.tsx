import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { NavBar } from '../nav-bar.tsx'
import { usePhone } from '../phone-context.ts'
import { Screen } from './screen.tsx'

/** Where a mini program would open: what would be opened, and that it is not simulated. */
export function MiniProgram({ title, appid, pagepath }: { title: string; appid: string; pagepath: string }) {
  const t = useT()
  const { cover } = usePhone()
  const back = () => cover(null)
  return (
    <Screen label={title} className="miniprogram">
      <NavBar title={title} onBack={back} />
      <div className="body" data-testid="mini-program">
        <Icon name="mini" />
        <b>{t('notSimulated')}</b>
        <p>
          <bdi className="mono">{appid}</bdi>
          <br />
          <bdi className="mono">{pagepath || '/'}</bdi>
        </p>
        <button type="button" className="weui-btn weui-btn_default" onClick={back}>
          返回聊天
        </button>
      </div>
    </Screen>
  )
}
