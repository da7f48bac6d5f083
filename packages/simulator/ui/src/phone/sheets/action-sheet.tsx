import { usePhone } from '../phone-context.ts'
import { Sheet } from './sheet.tsx'

interface SheetAction {
  text: string
  warn?: boolean
  testId?: string
  run: () => void
}

/** WeChat's list of choices from below, ending in 取消. */
export function ActionSheet({ title, actions }: { title: string; actions: readonly SheetAction[] }) {
  const { cover } = usePhone()
  return (
    // One list after another is another sheet, which takes the focus.
    <Sheet key={title} label={title}>
      <div className="weui-actionsheet__title">
        <p className="weui-actionsheet__title-text">{title}</p>
      </div>
      <div className="weui-actionsheet__menu">
        {actions.map((action) => (
          <button
            key={action.text}
            type="button"
            className={`weui-actionsheet__cell ${action.warn ? 'weui-actionsheet__cell_warn' : ''}`}
            data-testid={action.testId}
            onClick={() => {
              cover(null)
              action.run()
            }}
          >
            {action.text}
          </button>
        ))}
      </div>
      <div className="weui-actionsheet__action">
        <button type="button" className="weui-actionsheet__cell" onClick={() => cover(null)}>
          取消
        </button>
      </div>
    </Sheet>
  )
}
