/** The window as a whole: phones side by side, looks, language, keyboard. */
import { type Area, shown } from './story.ts'

export const WINDOW: Area = {
  zh: '窗口',
  en: 'Window',
  shown: [
    shown('phone-window.test.ts', 'up to four phones stand side by side, each a person of their own', [
      '最多四部手机并排，各是一个人',
      'Up to four phones stand side by side, each a person of their own',
    ]),
    shown(
      'phone-window.test.ts',
      'the frame is taken off and put back, and stays so when the window is opened again',
      ['手机外框可以去掉，下次还记得', 'The frame is taken off, and that is remembered'],
    ),
    shown(
      'phone-window.test.ts',
      'dark mode and more contrast change WeChat’s own colours',
      ['深色模式用微信自己的颜色', 'Dark mode has WeChat’s own colours'],
      ['高对比度', 'More contrast'],
    ),
    shown('phone-window.test.ts', 'what WeChat says stays Chinese, what we say follows the language', [
      '微信的字总是中文，我们的字随语言',
      'What WeChat says stays Chinese; what we say follows the language',
    ]),
    shown(
      'phone-window.test.ts',
      'the phone is walked through by keyboard alone',
      ['手机只用键盘也能走一遍', 'The phone is walked through by keyboard alone'],
      ['弹出的面板留住焦点，关上还回去', 'A sheet keeps the focus and gives it back'],
    ),
    shown('window-keys.test.ts', 'single letters work right after loading, with nothing clicked before', [
      '单个字母是快捷键，一打开就能用',
      'Single letters are shortcuts from the start',
    ]),
    shown(
      'window-keys.test.ts',
      'Alt and a digit leads to a text field, where letters are letters; Esc leads out again',
      ['Alt 加数字进入输入框，Esc 出来', 'Alt and a digit lead into a text field, Esc out of it'],
    ),
    shown('push-log.test.ts', 'the window › speaks English by a switch, goes dark, and keeps both', [
      '中文和英文，下次还记得',
      'Chinese and English, remembered',
    ]),
    shown('push-log.test.ts', 'the window › does not overflow at %i px', [
      '从 360 到 1280 像素都不溢出',
      'Nothing overflows from 360 to 1280 pixels',
    ]),
    shown('push-log.test.ts', 'the window › says that the simulator is gone, and goes on when it is back', [
      '模拟器停了会说，回来后接着用',
      'It says that the simulator is gone, and goes on when it is back',
    ]),
    shown(
      'push-log.test.ts',
      'bubble and push find each other › a click on a bubble selects its push, and the push shows its bubble',
      ['点气泡就选中它的推送', 'A click on a bubble selects its push'],
    ),
    shown('hostile-strings.test.ts', 'hostile strings are text on every screen', [
      '每个界面上，别人写的都只是文字',
      'What others wrote is text on every screen',
    ]),
    shown(
      'forged-writes.test.ts',
      'a page in the web view writes nothing, reads nothing and shows no panel inside itself',
      ['打开的网页改不了模拟器，也读不到', 'A page that is open neither changes the simulator nor reads it'],
    ),
    shown(
      'forged-writes.test.ts',
      'after a restart the open window goes on by itself, and what was typed is still there',
      ['模拟器重启后，打了一半的字还在', 'After a restart what was half typed is still there'],
    ),
    shown(
      'window-keys.test.ts',
      'Space pauses the clock and lets it run, where it presses no button; “.” lists its next stops',
      ['空格暂停时钟，“.” 列出接下来的时刻', 'Space pauses the clock, “.” lists its next stops'],
    ),
    shown('window-keys.test.ts', 'Q opens the scanner of the phone in use, ready to type', [
      'Q 打开扫一扫',
      'Q opens the scanner',
    ]),
    shown('window-keys.test.ts', 'C and T copy the push, as a shell line and as a test', [
      'C 和 T 复制推送',
      'C and T copy a push',
    ]),
    shown(
      'window-keys.test.ts',
      'single keys can be switched off; the other keys stay, and the browser remembers it',
      ['单键可以关掉，下次还记得', 'Single keys can be switched off, and that is remembered'],
    ),
    shown('legible.test.ts', 'in the %s', [
      '白天夜里，每个界面的字都看得清',
      'Every screen can be read, by day and by night',
    ]),
    shown('panel-forms.test.ts', 'F6 walks through the areas of the window, and back', [
      'F6 走到下一个区域',
      'F6 leads to the next area',
    ]),
    shown('panel-forms.test.ts', 'before a server is set the lamp says so, and the log leads to it', [
      '还没接服务器时，灯和日志都会说',
      'Before a server is set the lamp and the log say so',
    ]),
    shown('panel-weather.test.ts', 'no tab overflows at %i px, in both languages', [
      '窄窗口里在手机和面板之间切换',
      'A narrow window changes between phone and panel',
    ]),
    shown(
      'panel-followers.test.ts',
      'a crowd › leaves the rail usable: some slots, and a search for everybody else',
      ['一下增加一个新的人', 'Somebody new is added by one click'],
    ),
    shown(
      'window-load.test.ts',
      'while thousands of pushes go through › the phone answers, and in the end the log has them all',
      ['几千次推送经过时，手机照样回答', 'While thousands of pushes go through, the phone answers'],
    ),
    shown(
      'window-load.test.ts',
      'while thousands of pushes go through › a log that is held stands still, counts what comes, and goes on',
      ['这时停住的日志不动，并数着新来的', 'A log that is held then stands still, and counts'],
    ),
  ],
}
