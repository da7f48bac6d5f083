/** 自动回复: what the rules of the console may look like. */
import { array, integer, literal, object, optional, string } from '../check.ts'
import type { AutoReply } from '../control/types.ts'

type Answer = NonNullable<AutoReply['add_friend_autoreply_info']>
type Rule = NonNullable<AutoReply['keyword_autoreply_info']>['list'][number]
type RuleReply = Rule['reply_list_info'][number]
type News = NonNullable<RuleReply['news_info']>

const zeroOrOne = literal(0, 1)
const answer = object<Answer>({ type: literal('text', 'img', 'voice', 'video'), content: string() })

const news = object<News>({
  list: array(
    object<News['list'][number]>({
      title: string(),
      author: optional(string()),
      digest: optional(string()),
      show_cover: zeroOrOne,
      cover_url: string(),
      content_url: string(),
      source_url: optional(string()),
    }),
  ),
})

const rule = object<Rule>({
  rule_name: string(),
  create_time: integer(),
  reply_mode: literal('reply_all', 'random_one'),
  keyword_list_info: array(
    object<Rule['keyword_list_info'][number]>({
      type: literal('text'),
      match_mode: literal('contain', 'equal'),
      content: string(),
    }),
  ),
  reply_list_info: array(
    object<RuleReply>({
      type: literal('text', 'img', 'voice', 'video', 'news'),
      content: optional(string()),
      news_info: optional(news),
    }),
  ),
})

export const autoReplyCheck = object<AutoReply>({
  is_add_friend_reply_open: zeroOrOne,
  is_autoreply_open: zeroOrOne,
  add_friend_autoreply_info: optional(answer),
  message_default_autoreply_info: optional(answer),
  keyword_autoreply_info: optional(
    object<NonNullable<AutoReply['keyword_autoreply_info']>>({ list: array(rule) }),
  ),
})
