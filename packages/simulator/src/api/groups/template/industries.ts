/** 所属行业: 41 pairs of a first and a second class. */
import { beijingDay, toDate } from '../../../beijing.ts'
import { ApiError, type JsonAnswer, OK } from '../../answer.ts'
import { type Handler, text } from '../../call.ts'

/** By number, from 1. */
const CLASSES: { [first: string]: string } = {
  IT科技: '互联网|电子商务 IT软件与服务 IT硬件与设备 电子技术 通信与运营商 网络游戏',
  金融业: '银行 基金|理财|信托 保险',
  餐饮: '餐饮',
  酒店旅游: '酒店 旅游',
  运输与仓储: '快递 物流 仓储',
  教育: '培训 院校',
  政府与公共事业: '学术科研 交警 博物馆 公共事业|非盈利机构',
  医药护理: '医药医疗 护理美容 保健与卫生',
  交通工具: '汽车相关 摩托车相关 火车相关 飞机相关',
  房地产: '建筑 物业',
  消费品: '消费品',
  商业服务: '法律 会展 中介服务 认证 审计',
  文体娱乐: '传媒 体育 娱乐休闲',
  印刷: '印刷',
  其它: '其它',
}

const INDUSTRIES = Object.entries(CLASSES).flatMap(([first, seconds]) =>
  seconds.split(' ').map((second): readonly [string, string] => [first, second]),
)

/** First and second class of a number. */
export function industryOf(number: number): readonly [string, string] | undefined {
  return INDUSTRIES[number - 1]
}

/** Once in a calendar month of Beijing. */
export const setIndustry: Handler = ({ world, account, body }) => {
  const [primary, secondary] = [Number(text(body, 'industry_id1')), Number(text(body, 'industry_id2'))]
  if (!industryOf(primary) || !industryOf(secondary)) throw new ApiError(40102)
  const set = world.templates.industriesOf(account.appid)
  if (set && monthOf(set.changedAt) === monthOf(world.clock.now())) throw new ApiError(43100)
  world.templates.setIndustries(account.appid, primary, secondary)
  return OK
}

export const getIndustry: Handler = ({ world, account }) => {
  const set = world.templates.industriesOf(account.appid)
  if (!set) throw new ApiError(40102)
  return { primary_industry: toClasses(set.primary), secondary_industry: toClasses(set.secondary) }
}

function toClasses(number: number): JsonAnswer {
  const [first_class = '', second_class = ''] = industryOf(number) ?? []
  return { first_class, second_class }
}

function monthOf(time: number): string {
  return toDate(beijingDay(time)).slice(0, 7)
}
