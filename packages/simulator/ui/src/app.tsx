import { useEffect } from 'react'
import { Panel } from './panel/panel.tsx'
import { Toasts } from './parts/toasts.tsx'
import { Stage } from './phone/stage.tsx'
import { useView, useWindow } from './view/window.ts'
import { HelpDialog } from './window/help-dialog.tsx'
import { useKeys } from './window/keys.ts'
import { ResetDialog } from './window/reset-dialog.tsx'
import { ServerDialog } from './window/server-dialog.tsx'
import { TopBar } from './window/top-bar.tsx'

export function App() {
  const { sim } = useWindow()
  const dialog = useView((view) => view.dialog)
  const side = useView((view) => view.side)
  useEffect(() => sim.start(), [sim])
  useLook()
  useKeys()
  return (
    <div className="window" data-side={side}>
      <TopBar />
      <Stage />
      <Panel />
      <Toasts />
      {dialog === 'server' && <ServerDialog />}
      {dialog === 'reset' && <ResetDialog />}
      {dialog === 'help' && <HelpDialog />}
    </div>
  )
}

/** Language, theme and contrast live on the document, where both style sheets look for them. */
function useLook(): void {
  const theme = useView((view) => view.theme)
  const language = useView((view) => view.language)
  const contrast = useView((view) => view.contrast)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.body.dataset['weuiTheme'] = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.dataset['contrast'] = contrast ? 'more' : 'normal'
  }, [contrast])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
}
