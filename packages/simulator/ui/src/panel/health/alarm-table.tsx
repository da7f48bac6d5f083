import type { Alarm } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'

const ALARMS = ['dns', 'connect', 'timeout', 'reply', 'markFail'] as const satisfies readonly Alarm[]

/** 接口报警: what WeChat would report to the account's alarm group. */
export function AlarmTable({ alarms }: { alarms: { [A in Alarm]: number } }) {
  const t = useT()
  return (
    <Block title={t('health.alarms')} hint={t('health.lastHour')} testId="alarms">
      <table className="alarms num">
        <tbody>
          {ALARMS.map((alarm) => (
            <tr key={alarm} data-testid={`alarm-${alarm}`}>
              <th scope="row">{t(`health.alarm.${alarm}`)}</th>
              <td className={alarms[alarm] > 0 ? 'out bad' : ''}>{alarms[alarm].toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  )
}
