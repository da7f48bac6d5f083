/** Odd people: what each is called and how they differ from everybody else. */
import { literal } from '../check.ts'
import type { Persona, PersonaId } from '../control/types.ts'
import type { Profile } from '../world/person.ts'

interface Oddity extends Omit<Persona, 'id'> {
  profile?: Partial<Profile>
}

const ODDITIES: { readonly [Id in PersonaId]: Oddity } = {
  emoji: {
    title: { zh: '表情昵称', en: 'Emoji name' },
    about: { zh: '由多个码位组成的表情，截断就坏', en: 'Signs of several code points, broken when cut' },
    nickname: '🦜👨‍👩‍👧‍👦🏳️‍🌈👍🏽🇨🇳',
  },
  rtl: {
    title: { zh: '从右到左', en: 'Right to left' },
    about: {
      zh: '阿拉伯文和方向控制符，会搅乱整行',
      en: 'Arabic and direction marks that upset a whole line',
    },
    nickname: 'مرحبا \u202egnp.exe\u202c بالجميع',
  },
  markup: {
    title: { zh: '<script> 昵称', en: '<script> as name' },
    about: { zh: '当作 HTML 显示就会执行', en: 'Runs where it is shown as HTML' },
    nickname: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  },
  escape: {
    title: { zh: '引号和模板', en: 'Quotes and templates' },
    about: { zh: 'SQL、XML、模板的转义', en: 'Escapes of SQL, XML and templates' },
    nickname: `'"); DROP TABLE fans;--]]>{{7*7}}\${7*7}`,
  },
  formula: {
    title: { zh: '公式昵称', en: 'Formula as name' },
    about: { zh: '导出到表格会变成公式', en: 'Becomes a formula in an exported table' },
    nickname: '=1+HYPERLINK("http://example.com")',
  },
  nameless: {
    title: { zh: '空昵称', en: 'No name' },
    about: { zh: '昵称是空的', en: 'The nickname is empty' },
    nickname: '',
  },
  longName: {
    title: { zh: '32 字昵称', en: '32 characters' },
    about: { zh: '最长的昵称，没有可以断行的地方', en: 'The longest nickname, with no place to break' },
    nickname: '一二三四五六七八九十'.repeat(3) + '末尾',
  },
  longRemark: {
    title: { zh: '32 字备注', en: '32-character remark' },
    about: { zh: '后台写的最长备注', en: 'The longest remark that the console takes' },
    nickname: '备注很长的人',
    profile: { remark: '老顾客介绍来的朋友，喜欢靠窗的位置，每周三下午来，不要加糖，记得留座'.slice(0, 32) },
  },
  foreigner: {
    title: { zh: '英文用户', en: 'English phone' },
    about: { zh: '手机语言是英文', en: 'The phone speaks English' },
    nickname: "Siobhán O'Brien",
    profile: { language: 'en', country: 'Ireland', province: '', city: 'Dublin', platform: 2 },
  },
  snapshot: {
    title: { zh: '快照页用户', en: 'Snapshot user' },
    about: { zh: '网页授权只得到虚拟账号', en: 'Web authorization gives a virtual account' },
    nickname: '先看看再说',
    profile: { snapshot: true },
  },
  unfollower: {
    title: { zh: '已取关', en: 'Has left' },
    about: {
      zh: '关注过又走了，user/info 只有 subscribe 0',
      en: 'Followed and left: user/info says subscribe 0',
    },
    nickname: '来过又走了',
    profile: { subscribed: false },
  },
  blocker: {
    title: { zh: '拒收消息', en: 'Refuses templates' },
    about: { zh: '模板消息得到 failed:user block', en: 'Template messages end in failed:user block' },
    nickname: '请勿打扰',
    profile: { refusesTemplates: true },
  },
  blacklisted: {
    title: { zh: '黑名单', en: 'Blacklisted' },
    about: { zh: '被公众号拉黑，消息不会推送', en: 'Blacklisted by the account: nothing is pushed' },
    nickname: '爱吵架的人',
    profile: { blacklisted: true },
  },
}

/** Their ids, in the order in which a crowd begins with them. */
export const PERSONAS: readonly Persona[] = (
  [
    'emoji',
    'rtl',
    'markup',
    'escape',
    'formula',
    'nameless',
    'longName',
    'longRemark',
    'foreigner',
    'snapshot',
    'unfollower',
    'blocker',
    'blacklisted',
  ] as const
).map((id) => {
  const { title, about, nickname } = ODDITIES[id]
  return { id, title, about, nickname }
})

export const personaCheck = literal(...PERSONAS.map(({ id }) => id))

export function oddityOf(id: PersonaId): Oddity {
  return ODDITIES[id]
}
