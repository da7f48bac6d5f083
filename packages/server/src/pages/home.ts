import { html } from 'hono/html'
import { layout } from './layout.ts'

/** What somebody sees who opens the server's address in a browser. */
export const home = () =>
  layout(
    '鹦鹉 Yingwu',
    html`<span class="mark" aria-hidden="true">🦜</span>
<h1>公众号服务器运行中</h1>
<p>The account server is running.</p>
<table>
<tr><th>/wechat</th><td>消息接口<small>Messages from WeChat arrive here</small></td></tr>
<tr><th>/me</th><td><a href="/me">个人主页（网页授权）</a><small>Profile page by web authorization</small></td></tr>
<tr><th>/healthz</th><td>健康检查<small>Health check</small></td></tr>
<tr><th>/metrics</th><td>Prometheus 指标<small>Prometheus metrics</small></td></tr>
</table>`,
  )
