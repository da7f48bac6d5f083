import { useEffect } from 'react'
import { findRow } from '../../api/rows.ts'
import { useSim } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'

/** 消息接收中: `scancode_waitmsg` keeps the person waiting until the account has answered or failed to. A tap ends the waiting. */
export function Receiving({ pushId }: { pushId: number }) {
  const { cover } = usePhone()
  const isOver = useSim((state) => (findRow(state.pushes, pushId)?.outcome ?? null) !== null)
  useEffect(() => {
    if (isOver) cover(null)
  }, [isOver, cover])
  return (
    <div className="mask mid" data-testid="receiving" onClick={() => cover(null)}>
      <div className="toastbox" role="status">
        <i className="spin" />
        消息接收中
      </div>
    </div>
  )
}
