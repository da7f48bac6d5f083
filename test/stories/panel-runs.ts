/** What was done and how it went: transcripts and health. */
import { type Area, shown } from './story.ts'

export const TRANSCRIPTS: Area = {
  zh: '记录与重放',
  en: 'Record and replay',
  shown: [
    shown(
      'panel-transcripts.test.ts',
      'a transcript › replays green on the same bot and shows the difference on a changed one',
      ['手动操作存成记录', 'What is done by hand is recorded'],
      ['同一个机器人重放相同', 'The same bot replays green'],
      ['改过的机器人显示差别', 'A changed bot shows the difference'],
      ['接受新的回复', 'The new answers are accepted'],
    ),
    shown(
      'panel-transcripts.test.ts',
      'a transcript › is downloaded as a file that another simulator takes',
      ['下载成文件，别的模拟器能用', 'Downloaded as a file that another simulator takes'],
      ['删除记录', 'A transcript is deleted'],
    ),
    shown('panel-transcripts.test.ts', 'a transcript › has steps that need not be compared', [
      '有的步骤可以不比较',
      'Steps may be left out of the comparison',
    ]),
    shown(
      'panel-transcripts.test.ts',
      'a transcript › is made of everything that is still known, without a recording, and of a real push log',
      ['没有录也能用日志做成', 'Made of the logs, without a recording'],
      ['导入线上的推送日志，匿名', 'A production log is imported, anonymised'],
    ),
    shown(
      'panel-transcripts.test.ts',
      'how far a replay is shows at once in every window, and nobody asks for it',
      ['重放的进度每个窗口立即看到', 'How far a replay is shows at once in every window'],
    ),
    shown('panel-transcripts.test.ts', 'a transcript that a program keeps appears in the list by itself', [
      '程序保存的记录自己出现',
      'A transcript that a program keeps appears by itself',
    ]),
    shown('panel-transcripts.test.ts', 'a message too many after the last step is a difference', [
      '最后一步之后多出的消息也算差别',
      'A message too many after the last step is a difference',
    ]),
  ],
}

export const HEALTH: Area = {
  zh: '健康',
  en: 'Health',
  shown: [
    shown(
      'panel-health.test.ts',
      'says that nothing has happened, then counts pushes, answers, calls and alarms as they come',
      ['每秒的推送和接口', 'Pushes and calls per second'],
      ['回复用时 p50、p95、p99', 'How long answers take: p50, p95, p99'],
      ['重试', 'Retries'],
      ['各种结果和报警', 'Outcomes and alarms'],
      ['额度', 'Quotas'],
    ),
    shown('panel-health.test.ts', 'renewing does not blink: the figures stay the same elements', [
      '更新时不闪',
      'Renewing does not blink',
    ]),
    shown('panel-health.test.ts', 'fits a window of %i px, in both languages and themes', [
      '窄窗口也放得下',
      'It fits a narrow window',
    ]),
    shown('panel-weather.test.ts', 'no tab overflows at %i px, in both languages', [
      '每个标签页都不溢出，中文英文都是',
      'No tab overflows, in either language',
    ]),
  ],
}
