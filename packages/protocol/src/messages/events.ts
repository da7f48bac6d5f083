import type { FieldTable } from './fields.ts'

const SCAN_CODE = { EventKey: 'string', ScanCodeInfo: { ScanType: 'string', ScanResult: 'string' } } as const
const PICTURES = {
  EventKey: 'string',
  SendPicsInfo: { Count: 'integer', PicList: { item: [{ PicMd5Sum: 'string' }] } },
} as const
const MENU_LINK = { EventKey: 'string', 'MenuId?': 'id' } as const
const SUBSCRIBE_STATUS = { TemplateId: 'string', SubscribeStatusString: 'string' } as const
const AUTHORIZATION = { OpenID: 'string', 'UnionID?': 'string', AppID: 'string' } as const
const EXPIRY = { ExpiredTime: 'time' } as const
const FAILURE = { FailTime: 'time', FailReason: 'string' } as const
const CARD = { CardId: 'string', UserCardCode: 'string' } as const
const STORE_AUDIT = {
  audit_id: 'integer',
  status: 'integer',
  reason: 'string',
  'is_upgrade?': 'integer',
  'poiid?': 'string',
} as const
const BEACON = { Uuid: 'string', Major: 'integer', Minor: 'integer', Distance: 'decimal' } as const
const PRODUCT_SCAN = {
  KeyStandard: 'string',
  KeyStr: 'string',
  'Country?': 'string',
  'Province?': 'string',
  'City?': 'string',
  'Sex?': 'string',
  'Scene?': 'string',
  'ExtInfo?': 'string',
  'RegionCode?': 'string',
  'Result?': 'string',
  'ReasonMsg?': 'string',
} as const
const DEVICE = {
  DeviceType: 'string',
  DeviceID: 'string',
  'SessionID?': 'string',
  'Content?': 'string',
  'OpenID?': 'string',
  'OpType?': 'integer',
} as const

/** 接收事件推送, by `Event`, spelled as WeChat spells it (matching ignores case). Events have no `MsgId`. */
export const EVENTS = {
  // === Follow, scan, location, menu

  /** 关注. `EventKey` is empty, or `qrscene_` and the scene of the code that was scanned. */
  subscribe: { EventKey: 'string', 'Ticket?': 'string' },
  /** 取消关注. Nothing can be answered; stored data of the person is to be deleted. */
  unsubscribe: { EventKey: 'string' },
  /** 扫描带参数二维码 by a follower. `EventKey` is the scene itself. */
  SCAN: { EventKey: 'string', Ticket: 'string' },
  /** 上报地理位置 */
  LOCATION: { Latitude: 'decimal', Longitude: 'decimal', Precision: 'decimal' },
  /** 点击菜单拉取消息. `EventKey` is the button's key. */
  CLICK: { EventKey: 'string' },
  /** 点击菜单跳转链接. `EventKey` is the address. Not answered. */
  VIEW: MENU_LINK,
  /** 点击菜单跳转小程序. `EventKey` is the page path. Not answered. */
  view_miniprogram: MENU_LINK,
  /** 扫码推事件 */
  scancode_push: SCAN_CODE,
  /** 扫码推事件且弹出“消息接收中” */
  scancode_waitmsg: SCAN_CODE,
  /** 弹出系统拍照发图. The pictures follow as messages of their own. */
  pic_sysphoto: PICTURES,
  /** 弹出拍照或者相册发图 */
  pic_photo_or_album: PICTURES,
  /** 弹出微信相册发图器 */
  pic_weixin: PICTURES,
  /** 弹出地理位置选择器. The place follows as a message of its own. */
  location_select: {
    EventKey: 'string',
    SendLocationInfo: {
      /** 纬度, latitude */
      Location_X: 'string',
      /** 经度, longitude */
      Location_Y: 'string',
      Scale: 'string',
      Label: 'string',
      Poiname: 'string',
    },
  },

  // === Results of jobs

  /** 模板消息送达结果. `Status`: `success`, `failed:user block`, `failed: system failed`. */
  TEMPLATESENDJOBFINISH: { MsgID: 'id', Status: 'string' },
  /** 群发结果. `Status`: `send success`, `send fail` or `err(n)`. */
  MASSSENDJOBFINISH: {
    MsgID: 'id',
    Status: 'string',
    TotalCount: 'integer',
    FilterCount: 'integer',
    SentCount: 'integer',
    ErrorCount: 'integer',
    'CopyrightCheckResult?': {
      Count: 'integer',
      'ResultList?': {
        item: [
          {
            ArticleIdx: 'integer',
            UserDeclareState: 'integer',
            AuditState: 'integer',
            OriginalArticleUrl: 'string',
            OriginalArticleType: 'integer',
            CanReprint: 'integer',
            NeedReplaceContent: 'integer',
            NeedShowReprintSource: 'integer',
          },
        ],
      },
      CheckState: 'integer',
    },
    'ArticleUrlResult?': {
      Count: 'integer',
      'ResultList?': { item: [{ ArticleIdx: 'integer', ArticleUrl: 'string' }] },
    },
  },
  /** 发布结果. `publish_status` 0 is success. */
  PUBLISHJOBFINISH: {
    PublishEventInfo: {
      publish_id: 'id',
      publish_status: 'integer',
      'article_id?': 'string',
      'article_detail?': { count: 'integer', item: [{ idx: 'integer', article_url: 'string' }] },
      'fail_idx?': ['integer'],
    },
  },

  // === 订阅通知

  subscribe_msg_popup_event: {
    SubscribeMsgPopupEvent: { List: [{ ...SUBSCRIBE_STATUS, PopupScene: 'integer' }] },
  },
  /** Early documents used the tag of the popup event here: both are read. */
  subscribe_msg_change_event: {
    'SubscribeMsgChangeEvent?': { List: [SUBSCRIBE_STATUS] },
    'SubscribeMsgPopupEvent?': { List: [SUBSCRIBE_STATUS] },
  },
  subscribe_msg_sent_event: {
    SubscribeMsgSentEvent: {
      List: [{ TemplateId: 'string', MsgID: 'id', ErrorCode: 'integer', ErrorStatus: 'string' }],
    },
  },

  // === 授权用户信息变更. The developer must delete the data.

  user_info_modified: AUTHORIZATION,
  user_authorization_revoke: { ...AUTHORIZATION, RevokeInfo: 'string' },
  user_authorization_cancellation: AUTHORIZATION,

  // === 客服会话

  kf_create_session: { KfAccount: 'string' },
  kf_close_session: { KfAccount: 'string', 'CloseType?': 'string' },
  kf_switch_session: { FromKfAccount: 'string', ToKfAccount: 'string' },

  // === 微信认证

  qualification_verify_success: EXPIRY,
  qualification_verify_fail: FAILURE,
  naming_verify_success: EXPIRY,
  naming_verify_fail: FAILURE,
  annual_renew: EXPIRY,
  verify_expired: EXPIRY,
  wx_verify_pay_succ: {},
  wx_verify_dispatch: {},
  wx_verify_refill: { 'RefillTime?': 'time', 'RefillReason?': 'string' },
  wx_verify_fail: {},

  // === 卡券

  card_pass_check: { CardId: 'string' },
  card_not_pass_check: { CardId: 'string', RefuseReason: 'string' },
  user_get_card: {
    CardId: 'string',
    IsGiveByFriend: 'integer',
    UserCardCode: 'string',
    FriendUserName: 'string',
    'OuterId?': 'integer',
    OldUserCardCode: 'string',
    OuterStr: 'string',
    IsRestoreMemberCard: 'integer',
    'IsRecommendByFriend?': 'integer',
    'SourceScene?': 'string',
    'UnionId?': 'string',
  },
  user_gifting_card: { ...CARD, IsReturnBack: 'integer', FriendUserName: 'string', IsChatRoom: 'integer' },
  user_del_card: CARD,
  user_consume_card: {
    ...CARD,
    ConsumeSource: 'string',
    'LocationName?': 'string',
    'StaffOpenId?': 'string',
    'VerifyCode?': 'string',
    'RemarkAmount?': 'string',
    'OuterStr?': 'string',
  },
  user_pay_from_pay_cell: {
    ...CARD,
    TransId: 'string',
    LocationId: 'integer',
    /** In fen. */
    Fee: 'string',
    OriginalFee: 'string',
  },
  user_view_card: { ...CARD, 'OuterStr?': 'string' },
  user_enter_session_from_card: CARD,
  update_member_card: { ...CARD, ModifyBonus: 'integer', ModifyBalance: 'integer' },
  card_sku_remind: { CardId: 'string', Detail: 'string' },
  card_pay_order: {
    OrderId: 'string',
    Status: 'string',
    CreateOrderTime: 'time',
    PayFinishTime: 'time',
    Desc: 'string',
    FreeCoinCount: 'string',
    PayCoinCount: 'string',
    RefundFreeCoinCount: 'string',
    RefundPayCoinCount: 'string',
    OrderType: 'string',
    Memo: 'string',
    ReceiptInfo: 'string',
  },
  submit_membercard_user_info: CARD,
  card_merchant_check_result: { MerchantId: 'integer', IsPass: 'integer', Reason: 'string' },
  giftcard_pay_done: { PageId: 'string', OrderId: 'string' },
  giftcard_send_to_friend: {
    PageId: 'string',
    OrderId: 'string',
    IsChatRoom: 'string',
    IsReturnBack: 'string',
  },
  giftcard_user_accept: { PageId: 'string', OrderId: 'string', IsChatRoom: 'string' },

  // === 电子发票

  user_authorize_invoice: {
    'SuccOrderId?': 'string',
    'FailOrderId?': 'string',
    'AppId?': 'string',
    'AuthorizeAppId?': 'string',
    'Source?': 'string',
  },
  update_invoice_status: { Status: 'string', CardId: 'string', Code: 'string' },
  submit_invoice_title: {
    'title?': 'string',
    'phone?': 'string',
    'tax_no?': 'string',
    'addr?': 'string',
    'bank_type?': 'string',
    'bank_no?': 'string',
    'attach?': 'string',
    'title_type?': 'string',
  },
  cloud_invoice_invoiceresult_event: { fpqqlsh: 'string', status: 'integer', nsrsbh: 'string' },

  // === Stores, shop, devices (mostly retired)

  poi_check_notify: { UniqId: 'string', PoiId: 'string', Result: 'string', Msg: 'string' },
  apply_merchant_audit_info: STORE_AUDIT,
  add_store_audit_info: STORE_AUDIT,
  modify_store_audit_info: STORE_AUDIT,
  create_map_poi_audit_info: {
    audit_id: 'integer',
    status: 'integer',
    map_poi_id: 'string',
    name: 'string',
    address: 'string',
    latitude: 'decimal',
    longitude: 'decimal',
    sh_remark: 'string',
  },
  merchant_order: { OrderId: 'string', OrderStatus: 'integer', ProductId: 'string', SkuInfo: 'string' },
  WifiConnected: {
    ConnectTime: 'time',
    ExpireTime: 'integer',
    VendorId: 'string',
    PlaceId: 'string',
    DeviceNo: 'string',
  },
  ShakearoundUserShake: { ChosenBeacon: BEACON, 'AroundBeacons?': { AroundBeacon: [BEACON] } },
  ShakearoundLotteryBind: { LotteryId: 'string', Ticket: 'string', Money: 'integer', BindTime: 'time' },
  user_scan_product: PRODUCT_SCAN,
  user_scan_product_enter_session: PRODUCT_SCAN,
  user_scan_product_async: PRODUCT_SCAN,
  user_scan_product_verify_action: PRODUCT_SCAN,
  device_text: DEVICE,
  device_bind: DEVICE,
  device_unbind: DEVICE,
  device_subscribe_status: DEVICE,
  device_unsubscribe_status: DEVICE,

  // === 对话助手

  guide_qrcode_scan_event: {
    GuideScanEvent: {
      qrcode_guide_account: 'string',
      qrcode_guide_openid: 'string',
      openid: 'string',
      action: 'integer',
      qrcode_info: 'string',
    },
  },
  guide_invite_result_event: {
    GuideInviteEvent: { guide_account: 'string', guide_openid: 'string', invite_result: 'integer' },
  },
  add_guide_buyer_relation_event: {},

  /** The console's 调试推送. */
  debug_demo: { debug_str: 'string' },
} as const satisfies Record<string, FieldTable>

export type EventName = keyof typeof EVENTS

const BY_LOWER_NAME = new Map(Object.keys(EVENTS).map((name) => [name.toLowerCase(), name]))

/** The official spelling of an event's name, whatever case it is written in; unknown names stay as they are. */
export function officialEventName(name: string): string {
  return BY_LOWER_NAME.get(name.toLowerCase()) ?? name
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name)
}
