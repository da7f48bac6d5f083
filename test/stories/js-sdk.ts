/** `wx.config` and the calls of a page. */
import { type Area, shown } from './story.ts'

export const JS_SDK: Area = {
  zh: 'JS-SDK',
  en: 'JS-SDK',
  shown: [
    shown(
      'js-sdk.test.ts',
      'wx.config › that is signed right is ready, and says which calls may be made',
      ['签名正确：ready，checkJsApi 如实', 'Signed right it is ready, and checkJsApi is honest'],
      ['没有声明的接口不能调用', 'Calls that were not listed are refused'],
      ['录音说明“不模拟”', 'Recording says that it is not simulated'],
    ),
    shown('js-sdk.test.ts', 'wx.config › signed for another address fails, and the phone says what differs', [
      '签错网址：说出差在哪里',
      'Signed for another address: what differs is said',
    ]),
    shown('js-sdk.test.ts', 'wx.config › on a page that is not on a JS safe domain fails', [
      '不在安全域名里：说出哪些域名可以',
      'Not on a safe domain: the right ones are named',
    ]),
    shown(
      'js-sdk.test.ts',
      'calls › a picture is chosen, shown in the page, uploaded, and the account can download it',
      ['选图并在网页里显示', 'A picture is chosen and shown in the page'],
      ['上传后账号能下载', 'Uploaded, the account can download it'],
      ['下载和本地数据', 'Downloading, and its local data'],
      ['预览大图', 'The preview'],
    ),
    shown(
      'js-sdk.test.ts',
      'calls › place, scan, network and payment ask the person or say what they are',
      ['位置由人选，也可以取消', 'The person chooses the place, or cancels'],
      ['扫码', 'Scanning'],
      ['支付只选结果', 'Payment: the person chooses how it ends'],
    ),
    shown(
      'js-sdk.test.ts',
      'calls › what a page prepared is shared, it hears of it, and it can hide entries and close itself',
      ['分享网页准备好的内容', 'What the page prepared is shared'],
      ['隐藏菜单项和整个菜单', 'Entries of the menu, or all of it, are hidden'],
      ['网页关闭自己', 'The page closes itself'],
    ),
    shown(
      'js-sdk.test.ts',
      'a page of the account cannot › call anything without a verified wx.config, nor upload what nobody chose',
      ['没有通过 wx.config 就什么也不能调', 'Nothing can be called without a verified wx.config'],
    ),
    shown(
      'js-sdk.test.ts',
      'a page of the account cannot › speak for another page: a frame in it, another origin, or with another address',
      ['不能冒充别的网页', 'It cannot speak for another page'],
    ),
    shown(
      'js-sdk-verdicts.test.ts',
      'signed with %s',
      ['签错 ticket：说出是 access_token', 'The access_token in place of the ticket is recognised'],
      ['签错 nonceStr', 'Another nonceStr'],
      ['timestamp 的单位不对', 'A timestamp in other units'],
      ['两处的 timestamp 不同', 'Two different timestamps'],
    ),
    shown('js-sdk-verdicts.test.ts', 'with the appId of nobody', ['appId 不存在', 'An appId of nobody']),
    shown('js-sdk-verdicts.test.ts', 'a place that a page opens is shown, and given back', [
      'openLocation 显示位置',
      'openLocation shows a place',
    ]),
  ],
}
