import 'weui/dist/style/base/base.min.css'
import 'weui/dist/style/widget/weui-button/weui-button.min.css'
import 'weui/dist/style/widget/weui-cell/weui-cell.min.css'
import 'weui/dist/style/widget/weui-cell/weui-cell-form.min.css'
import 'weui/dist/style/widget/weui-tips/weui-actionsheet.min.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/parts.css'
import './styles/window.css'
import './styles/phone.css'
import './styles/phone-pages.css'
import './styles/phone-parts.css'
import './styles/panel.css'
import './styles/tabs.css'
import './styles/followers.css'
import './styles/health.css'
import './styles/test-account.css'
import './styles/transcripts.css'
import './styles/narrow.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createView } from './view/view.ts'
import { createSimWindow, WindowContext } from './view/window.ts'

const view = createView(localStorage, matchMedia('(prefers-color-scheme: dark)').matches)
const simWindow = createSimWindow(view)
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <StrictMode>
      <WindowContext value={simWindow}>
        <App />
      </WindowContext>
    </StrictMode>,
  )
