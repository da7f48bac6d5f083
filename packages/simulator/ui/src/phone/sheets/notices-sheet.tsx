import { useEffect, useState } from 'react'
import type { TemplateBook } from '../../../../src/control/types.ts'
import { phoneApi } from '../../api/phone-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'
import { Sheet } from './sheet.tsx'

/** The popup of 订阅通知, as a page or an article opens it; as settings, where notices are switched off again. */
export function NoticesSheet({ isSettings = false }: { isSettings?: boolean }) {
  const t = useT()
  const { fail } = useWindow()
  const { account, cover, send } = usePhone()
  const { appid, name } = account
  const [notices, setNotices] = useState<TemplateBook['notices'] | null>(null)
  const [left, setLeft] = useState<readonly string[]>([])

  useEffect(() => {
    let isWanted = true
    phoneApi.templates(appid).then((book) => isWanted && setNotices(book.notices), fail)
    return () => {
      isWanted = false
    }
  }, [appid, fail])

  const chosen = (notices ?? []).map(({ id }) => id).filter((id) => !left.includes(id))

  function end(run: () => Promise<unknown>): void {
    cover(null)
    void run()
  }

  return (
    <Sheet label="订阅通知">
      <div className="padded notices">
        <p className="soft">
          <bdi>{name}</bdi> {isSettings ? '的订阅通知' : '申请'}
        </p>
        <h3>{isSettings ? '接收的通知' : '发送以下消息'}</h3>
        {notices?.length === 0 && <p className="soft">{t('noTemplates')}</p>}
        {notices?.map(({ id, title, content }) => (
          <label key={id}>
            <input
              type="checkbox"
              data-testid={`notice-${id}`}
              checked={!left.includes(id)}
              onChange={({ target }) =>
                setLeft(target.checked ? left.filter((other) => other !== id) : [...left, id])
              }
            />
            <span>
              <bdi>{title}</bdi>
              <small>
                <bdi>{toLabels(content)}</bdi>
              </small>
            </span>
          </label>
        ))}
        <div className="buttons">
          {isSettings ? (
            <button
              type="button"
              className="weui-btn weui-btn_default"
              data-testid="notices-off"
              disabled={chosen.length === 0}
              onClick={() => end(() => send({ type: 'rejectNotices', templateIds: chosen }))}
            >
              不再接收
            </button>
          ) : (
            <button
              type="button"
              className="weui-btn weui-btn_default"
              data-testid="notices-reject"
              disabled={chosen.length === 0}
              onClick={() => end(() => send({ type: 'subscribe', templateIds: chosen, status: 'reject' }))}
            >
              取消
            </button>
          )}
          {isSettings ? (
            <button type="button" className="weui-btn weui-btn_default" onClick={() => cover(null)}>
              关闭
            </button>
          ) : (
            <button
              type="button"
              className="weui-btn weui-btn_primary"
              data-testid="notices-accept"
              disabled={chosen.length === 0}
              onClick={() => end(() => send({ type: 'subscribe', templateIds: chosen }))}
            >
              允许
            </button>
          )}
        </div>
      </div>
    </Sheet>
  )
}

/** 预约项目、预约时间 */
function toLabels(content: string): string {
  return content
    .split('\n')
    .map((line) => line.split(/[:：]/)[0]?.trim() ?? '')
    .filter((label) => label !== '' && !label.includes('{{'))
    .join('、')
}
