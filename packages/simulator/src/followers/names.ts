/** Names that people give themselves in WeChat, made of word lists of our own. */

const SURNAMES = Array.from(
  '王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严',
)
const GIVEN = Array.from(
  '伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英华慧巧美雅琳云莲真环雪荣爱妹香月莺媛佳嘉琼勤珍贞莉晨宇浩轩子涵梓桐欣怡诗若瑶语思雨萱一诺沐宸可昕安然亦晓棠清禾知夏星辰',
)
const MOODS = [
  '爱喝茶的',
  '路过的',
  '早起的',
  '不吃香菜的',
  '慢半拍的',
  '想去海边的',
  '爱晒太阳的',
  '今天也要加油的',
  '半糖的',
  '住在山里的',
  '刚睡醒的',
  '攒钱的',
]
const THINGS = [
  '小鹦鹉',
  '橘猫',
  '豆浆',
  '蒲公英',
  '柚子',
  '老船长',
  '气球',
  '胖丁丁',
  '拾光者',
  '云朵',
  '煎饼',
  '仙人掌',
  '摆渡人',
  '小馒头',
  '萤火虫',
]
const CALLS = ['阿', '小', '老', '大']
const LATIN = [
  'May',
  'Leo',
  'Luna',
  'Kiki',
  'Jason',
  'Mia',
  'Vivi',
  'Tony',
  'Echo',
  'Amber',
  'Nico',
  'Sunny',
  'Zoe',
  'Ryan',
  'Coco',
  'Ivy',
  'Ethan',
  'Olive',
]
const TAILS = ['', '', '', '', '🌱', '🍵', '_', '88', '~', '同学', '呀', '的店']

/** `next` gives numbers from 0 up to 1. Names repeat, as they do in life. */
export function nicknameBy(next: () => number): string {
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? ''
  const kind = next()
  if (kind < 0.45) return pick(SURNAMES) + pick(GIVEN) + (next() < 0.6 ? pick(GIVEN) : '')
  if (kind < 0.7) return pick(MOODS) + pick(THINGS)
  if (kind < 0.85) return pick(CALLS) + pick(GIVEN) + pick(TAILS)
  return pick(LATIN) + pick(TAILS)
}

/** Where people say that they live: with the right city for the province. */
export const HOMES = [
  ['广东', '深圳'],
  ['广东', '广州'],
  ['浙江', '杭州'],
  ['四川', '成都'],
  ['北京', '海淀'],
  ['上海', '浦东新区'],
  ['江苏', '南京'],
  ['湖北', '武汉'],
  ['陕西', '西安'],
  ['云南', '大理'],
  ['福建', '厦门'],
  ['', ''],
] as const
