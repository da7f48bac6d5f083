/**
 * 公共模板库: the templates that accounts choose from, for template messages by `template_id_short` and for subscription
 * notifications by `tid`. A dozen instead of thousands; their keywords show each kind of field.
 */
export interface Keyword {
  /** Its number within the template, from 1. */
  kid: number
  name: string
  /** Kind of field, such as `thing`; with `kid` the name of the field: `thing1`. */
  rule: string
  example: string
}

export interface PublicTemplate {
  /** Number of a category template (类目模板). */
  tid: number
  /** `template_id_short` of the time before categories. */
  code: string
  title: string
  categoryId: number
  /** For notifications: 2 一次性, 3 长期. */
  type: 2 | 3
  /** First and second class of its industry. */
  industry: readonly [string, string]
  keywords: Keyword[]
}

/** 服务类目 */
export const CATEGORIES = [
  { id: 307, name: '点餐平台' },
  { id: 616, name: '公交' },
  { id: 670, name: '教育信息服务' },
] as const

const SHOP = ['IT科技', '互联网|电子商务'] as const
const FOOD = ['餐饮', '餐饮'] as const
const TRAVEL = ['酒店旅游', '旅游'] as const
const SCHOOL = ['教育', '培训'] as const

export const PUBLIC_TEMPLATES: readonly PublicTemplate[] = [
  template(401, 'OPENTM200565259', '预约提醒', 616, 2, TRAVEL, [
    'thing 预约项目 理发',
    'time 预约时间 2026年2月1日 10:00',
    'thing 预约地点 人民路店',
    'name 预约人 王小雨',
    'phone_number 联系电话 0755-86013388',
  ]),
  template(1221, 'TM00015', '订单支付成功通知', 307, 2, SHOP, [
    'thing 商品名称 有机苹果5kg',
    'time 下单时间 2026年1月8日 15:20',
    'amount 支付金额 ¥58.00',
    'character_string 订单编号 202601080042',
    'phrase 支付方式 微信支付',
  ]),
  template(1476, 'OPENTM201541214', '订单发货提醒', 307, 2, SHOP, [
    'character_string 订单编号 202601080042',
    'thing 快递公司 顺丰速运',
    'character_string 快递单号 SF1020304050607',
    'time 发货时间 2026-01-09 09:30',
  ]),
  template(2387, 'OPENTM202119578', '取餐提醒', 307, 2, FOOD, [
    'character_string 取餐号 A07',
    'thing 餐品 明前龙井一壶',
    'thing 取餐门店 龙井路店',
    'thing 温馨提示 请在三十分钟内领取',
  ]),
  template(2388, 'OPENTM202119579', '排队到号提醒', 307, 2, FOOD, [
    'character_string 排队号码 B12',
    'number 前面桌数 0',
    'thing 门店 龙井路店',
  ]),
  template(3104, 'OPENTM203005811', '退款成功通知', 307, 2, SHOP, [
    'amount 退款金额 ¥12.50',
    'thing 退款原因 商品缺货',
    'time 退款时间 2026年1月10日 12:00',
    'character_string 订单编号 202601080042',
  ]),
  template(3520, 'OPENTM204165521', '会员积分变动提醒', 307, 2, SHOP, [
    'character_string 会员卡号 8801 2233',
    'number 变动积分 20',
    'number 剩余积分 320',
    'thing 变动原因 购物',
  ]),
  template(4012, 'OPENTM205109409', '到站提醒', 616, 3, TRAVEL, [
    'thing 线路 地铁七号线',
    'thing 站点 龙井路',
    'time 预计到站 15:01',
    'car_number 车牌 粤A8Z888',
  ]),
  template(4013, 'OPENTM205109410', '线路停运通知', 616, 3, TRAVEL, [
    'thing 线路 旅游二线',
    'date 停运日期 2026年2月14日',
    'thing 停运原因 道路施工',
  ]),
  template(5211, 'OPENTM206854012', '上课提醒', 670, 3, SCHOOL, [
    'thing 课程名称 茶艺入门',
    'time 上课时间 2026年3月1日 19:00',
    'thing 上课地点 三号教室',
    'name 老师 陈老师',
  ]),
  template(5212, 'OPENTM206854013', '作业批改通知', 670, 3, SCHOOL, [
    'thing 作业名称 第三课练习',
    'number 得分 96.5',
    'letter 等级 A',
    'date 批改日期 2026年3月3日',
  ]),
  template(6001, 'OPENTM207498902', '账单到期提醒', 616, 2, SHOP, [
    'amount 账单金额 ¥300',
    'date 到期日 2026年4月30日',
    'symbol 状态 !!',
  ]),
]

export function findPublicTemplate(id: string): PublicTemplate | undefined {
  return PUBLIC_TEMPLATES.find(({ tid, code }) => String(tid) === id || code === id)
}

/** Text of a template, as the account sees it: one line for each keyword. */
export function toContent(keywords: readonly Keyword[]): string {
  return keywords.map(({ name, rule, kid }) => `${name}:{{${rule}${kid}.DATA}}\n`).join('')
}

export function toExample(keywords: readonly Keyword[]): string {
  return keywords.map(({ name, example }) => `${name}:${example}\n`).join('')
}

/** Keywords as `rule name example`. */
function template(
  tid: number,
  code: string,
  title: string,
  categoryId: number,
  type: 2 | 3,
  industry: PublicTemplate['industry'],
  lines: string[],
): PublicTemplate {
  const keywords = lines.map((line, index) => {
    const [rule = '', name = '', ...example] = line.split(' ')
    return { kid: index + 1, name, rule, example: example.join(' ') }
  })
  return { tid, code, title, categoryId, type, industry, keywords }
}
