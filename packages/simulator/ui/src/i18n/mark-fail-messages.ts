/** Words around MarkFail 自动屏蔽. */
export const markFailZh = {
  markFail: 'MarkFail 自动屏蔽',
  'markFail.off': '没有打开：服务器再怎么失败，推送都照发。',
  'markFail.counting': '推送正常，连续失败 {{failures}} 次；到 {{after}} 次就停推一分钟。',
  'markFail.on': '已屏蔽，还剩 {{time}}。这期间用户写的，服务器收不到。',
  'markFail.lift': '立即解除',
  'markFail.mark': '立即屏蔽',
  'markFail.lifted': '已解除，推送恢复',
  'markFail.marked': '已屏蔽一分钟',
  'switch.markFailAfter': 'MarkFail 次数',
  'switch.markFailAfter.hint': '连续这么多次推送失败，停推一分钟。0 不屏蔽；微信没有公布次数。',
} as const

export const markFailEn: Record<keyof typeof markFailZh, string> = {
  markFail: 'MarkFail',
  'markFail.off': 'Off: however often the server fails, pushes are sent.',
  'markFail.counting': 'Pushes are sent. Failed in a row: {{failures}}; at {{after}} they stop for a minute.',
  'markFail.on': 'Paused, {{time}} left. What people write meanwhile never reaches the server.',
  'markFail.lift': 'Lift now',
  'markFail.mark': 'Mark now',
  'markFail.lifted': 'Lifted, pushes go on',
  'markFail.marked': 'Paused for a minute',
  'switch.markFailAfter': 'MarkFail after',
  'switch.markFailAfter.hint':
    'So many failed pushes in a row stop the pushes for a minute. 0: never; the real number is not published.',
}
