/** 服务器配置 and 测试号管理页: what programs are set up by. */
import { type Area, shown } from './story.ts'

export const SERVER: Area = {
  zh: '服务器配置',
  en: 'Server configuration',
  shown: [
    shown(
      'panel-server.test.ts',
      'a server that fails the verification › is told apart by what it sent',
      ['验证失败：指出是哪一步', 'A failed verification names its step'],
      [
        '显示收到的字节：BOM、引号、换行、网页、跳转、403',
        'The bytes are shown: BOM, quotes, line break, HTML, redirect, 403',
      ],
      ['没通过就不保存', 'Nothing is saved before it passes'],
    ),
    shown(
      'panel-server.test.ts',
      'a server that fails the verification › that is mended is saved, and the account tab shows every step ticked',
      ['通过后保存，每一步都打勾', 'Once it passes it is saved, every step ticked'],
      ['明文模式', 'Plain mode'],
    ),
    shown('panel-changes.test.ts', 'the account › pushing is switched off and on', [
      '停用和启用推送',
      'Pushing is switched off and on',
    ]),
    shown(
      'panel-forms.test.ts',
      'the server is set in compatible and safe mode, with a token of one’s own and a new key',
      ['兼容模式和安全模式', 'Compatible and safe mode'],
      ['随机生成 EncodingAESKey', 'A new EncodingAESKey is made'],
      ['顶栏的灯打开服务器配置', 'The lamp at the top opens it'],
    ),
  ],
}

export const TEST_ACCOUNT: Area = {
  zh: '测试号管理页',
  en: 'Test-account page',
  shown: [
    shown(
      'test-account-page.test.ts',
      'a beginner follows the page from top to bottom and gets a template message on the phone',
      ['appID 和 appsecret', 'appID and appsecret'],
      [
        '接口配置：错的 token 有解释，对的通过',
        'The server: a wrong token is explained, the right one passes',
      ],
      ['JS 安全域名和授权域名', 'Domains of the JS-SDK and of web authorization'],
      ['二维码，扫了就多一个关注的人', 'The code; who scans it follows'],
      ['用户列表', 'The list of followers'],
      ['新增模板，并发到手机上', 'A template of one’s own, sent to the phone'],
      ['删除模板后发不出去：40037', 'A deleted template is no longer sent: 40037'],
      ['权限表和每日额度', 'What may be called, and how often a day'],
    ),
    shown(
      'test-account-page.test.ts',
      'people are removed as WeChat does it: with an event, and nicknames are shown as text',
      ['昵称只是文字', 'Nicknames are text'],
    ),
    shown('test-account-page.test.ts', 'fits a window of %i px, in both languages', [
      '360 像素也放得下',
      'It fits 360 pixels',
    ]),
  ],
}
