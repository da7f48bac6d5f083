/** Every picture of docs/screens.md, in its order: the one place that names them and says what they show. */

export interface Screen {
  /** Its files are `docs/images/screens/<name>-light.png` and `<name>-dark.png`. */
  readonly name: string
  readonly zh: string
  readonly en: string
}

export interface ScreenGroup {
  readonly zh: string
  readonly en: string
  /** Width of each picture on the page, in pixels. */
  readonly width: number
  readonly screens: readonly Screen[]
}

const PHONE = 240
const WINDOW = 480

export const SCREEN_GROUPS: readonly ScreenGroup[] = [
  {
    zh: '窗口',
    en: 'The window',
    width: WINDOW,
    screens: [
      { name: 'window', zh: '手机和推送日志', en: 'Phone and push log' },
      { name: 'window-phones', zh: '并排的手机', en: 'Phones side by side' },
      { name: 'window-english', zh: '英文', en: 'In English; the phone stays Chinese, as WeChat is' },
      { name: 'window-not-connected', zh: '还没有接通', en: 'Not connected yet' },
      { name: 'window-server', zh: '服务器配置', en: 'Server configuration' },
      {
        name: 'window-server-failed',
        zh: '验证没有通过：原因和收到的字节',
        en: 'Verification failed: cause and bytes received',
      },
      { name: 'window-help', zh: '按键', en: 'Keys' },
      { name: 'window-reset', zh: '重置之前', en: 'Before a reset' },
      { name: 'window-offline', zh: '模拟器停了', en: 'The simulator has stopped' },
    ],
  },
  {
    zh: '手机：聊天',
    en: 'Phone: chat',
    width: PHONE,
    screens: [
      { name: 'chat', zh: '文字和 QQ 表情', en: 'Text and QQ faces' },
      { name: 'chat-sent', zh: '图片、语音、视频、位置', en: 'Picture, voice, video, place' },
      { name: 'chat-sent-more', zh: '链接、文件、贴纸', en: 'Link, file, sticker' },
      {
        name: 'chat-received',
        zh: '公众号回复的图片、音乐、链接',
        en: 'Picture, music and links of the account',
      },
      { name: 'chat-news', zh: '图文', en: 'News' },
      { name: 'chat-cards', zh: '模板消息和小程序卡片', en: 'Template message and mini-program card' },
      { name: 'chat-service', zh: '人工客服和菜单消息', en: 'An agent, and a message with choices' },
      { name: 'chat-typing', zh: '对方正在输入', en: 'The account is typing' },
      { name: 'chat-failed', zh: '服务出现故障', en: 'The service has failed' },
      { name: 'chat-bubble-menu', zh: '长按消息', en: 'A long press on a message' },
      { name: 'chat-recalled', zh: '撤回', en: 'A message taken back' },
      { name: 'chat-menu', zh: '自定义菜单', en: 'Custom menu' },
      { name: 'chat-faces', zh: '表情面板', en: 'Faces' },
      { name: 'chat-more', zh: '+ 里的面板', en: 'What is behind +' },
      { name: 'chat-voice', zh: '按住说话', en: 'Hold to talk' },
      {
        name: 'chat-voice-options',
        zh: '语音的时长和识别结果',
        en: 'Length and recognised text of a voice message',
      },
      { name: 'chat-picture', zh: '查看大图', en: 'A picture, large' },
    ],
  },
  {
    zh: '手机：列表、资料、扫一扫',
    en: 'Phone: lists, profile, scanner',
    width: PHONE,
    screens: [
      { name: 'list', zh: '聊天列表', en: 'Chat list' },
      { name: 'list-empty', zh: '谁也没有关注', en: 'Nobody followed' },
      { name: 'folder', zh: '订阅号消息', en: 'Folder of subscription accounts' },
      { name: 'notices', zh: '服务通知', en: 'Service notices' },
      { name: 'profile', zh: '公众号资料', en: 'Profile of the account' },
      { name: 'profile-new', zh: '还没有关注的人看到的', en: 'The profile before following' },
      { name: 'unfollow', zh: '不再关注', en: 'Unfollow' },
      { name: 'scanner', zh: '扫一扫', en: 'Scanner' },
      { name: 'scanned', zh: '扫码关注', en: 'A code scanned by somebody new' },
      { name: 'subscribe-sheet', zh: '订阅通知的选择', en: 'Asked for subscription notices' },
    ],
  },
  {
    zh: '手机：菜单和 + 带出的面板',
    en: 'Phone: sheets',
    width: PHONE,
    screens: [
      { name: 'sheet-scan', zh: '菜单的扫码', en: 'A menu button that scans' },
      { name: 'sheet-photo', zh: '菜单的拍照或相册', en: 'A menu button that asks for a photo' },
      { name: 'sheet-album', zh: '照片', en: 'Photo' },
      { name: 'sheet-place', zh: '菜单的位置', en: 'A menu button that asks for a place' },
      { name: 'sheet-camera', zh: '拍摄', en: 'Camera' },
      { name: 'sheet-link', zh: '链接', en: 'Link' },
      { name: 'sheet-file', zh: '文件', en: 'File' },
    ],
  },
  {
    zh: '手机：网页',
    en: 'Phone: web pages',
    width: PHONE,
    screens: [
      { name: 'web', zh: '网页，JS-SDK 已通过', en: 'A page; JS-SDK verified' },
      { name: 'web-menu', zh: '网页的菜单', en: 'The menu of a page' },
      { name: 'web-share', zh: '发送给朋友', en: 'Sharing' },
      { name: 'web-pay', zh: '支付的结果由您选', en: 'You choose how a payment ends' },
      { name: 'web-sdk-failed', zh: 'wx.config 没有通过：哪里不同', en: 'wx.config failed: what differs' },
      { name: 'web-consent', zh: '网页授权', en: 'Web authorization' },
      { name: 'web-snapshot', zh: '快照页', en: 'Snapshot page' },
      { name: 'web-refused', zh: '网页授权的参数不对', en: 'Web authorization with wrong parameters' },
      { name: 'article', zh: '文章', en: 'Article' },
      { name: 'article-share', zh: '分享文章', en: 'Sharing an article' },
    ],
  },
  {
    zh: '面板：推送',
    en: 'Panel: pushes',
    width: WINDOW,
    screens: [
      { name: 'pushes', zh: '已回复', en: 'Replied' },
      {
        name: 'pushes-late',
        zh: '两次超时，第三次才回复',
        en: 'Two attempts timed out, the third one was answered',
      },
      { name: 'pushes-invalid', zh: '回复不合法：收到的字节', en: 'An invalid reply: the bytes received' },
      { name: 'pushes-refused', zh: '连接失败', en: 'No connection' },
      { name: 'pushes-replay', zh: '改后重放', en: 'Edit and replay' },
      { name: 'pushes-search', zh: '没有找到', en: 'Nothing found' },
      { name: 'pushes-empty', zh: '还没有推送', en: 'No pushes yet' },
      { name: 'pushes-narrow', zh: '360 像素宽', en: '360 pixels wide' },
    ],
  },
  {
    zh: '面板：接口',
    en: 'Panel: API calls',
    width: WINDOW,
    screens: [
      { name: 'calls', zh: '一次调用', en: 'A call' },
      { name: 'calls-refused', zh: '错误码的含义和办法', en: 'What an errcode means, and what to do' },
      { name: 'calls-unknown-field', zh: '写错的字段', en: 'A misspelt field' },
      { name: 'calls-empty', zh: '还没有调用', en: 'No calls yet' },
    ],
  },
  {
    zh: '面板：其他页签',
    en: 'Panel: other tabs',
    width: WINDOW,
    screens: [
      {
        name: 'followers',
        zh: '一万个粉丝，也有特别的人',
        en: 'Ten thousand followers, odd people among them',
      },
      { name: 'followers-script', zh: '脚本：让许多人做同一件事', en: 'A script: many people do the same' },
      { name: 'followers-none', zh: '没有找到', en: 'Nobody found' },
      { name: 'transcripts', zh: '录下来的对话', en: 'A recorded conversation' },
      { name: 'transcripts-difference', zh: '再跑一遍：回复不同了', en: 'Run again: a reply has changed' },
      { name: 'transcripts-empty', zh: '还没有记录', en: 'No recordings yet' },
      { name: 'health', zh: '最近一分钟：回复、耗时、报警', en: 'The last minute: answers, times, alarms' },
      { name: 'health-empty', zh: '还没有发生什么', en: 'Nothing has happened yet' },
      { name: 'tokens', zh: '凭据、AppSecret、IP 白名单', en: 'Tokens, AppSecret, IP allow list' },
      { name: 'tokens-empty', zh: '还没有凭据', en: 'No tokens yet' },
      { name: 'faults', zh: '糟糕的星期五', en: 'Bad Friday' },
      { name: 'faults-rule', zh: '一条规则', en: 'A rule' },
      { name: 'faults-empty', zh: '没有故障', en: 'No faults' },
      { name: 'account', zh: '账号类型、开关、额度', en: 'Kind of account, switches, quotas' },
      { name: 'account-change', zh: '换账号类型之前', en: 'Before the kind changes' },
      { name: 'test-account', zh: '测试号管理', en: "The test account's page" },
      { name: 'test-account-other', zh: '账号还不是测试号', en: 'The account is of another kind' },
      { name: 'state', zh: '快照、导出、导入', en: 'Snapshots, export, import' },
      { name: 'state-wrong-file', zh: '文件不对', en: 'A wrong file' },
    ],
  },
]

export const SCREENS: readonly Screen[] = SCREEN_GROUPS.flatMap(({ screens }) => screens)
