/** OCR识别: every picture is taken for the document that was asked for; numbers follow from the picture. */
import type { EndpointId } from '@yingwu/protocol/contract'
import { type JsonAnswer, OK } from '../../answer.ts'
import type { Handler, Handlers } from '../../call.ts'
import { type Picture, pictureOf } from './picture.ts'
import { quadrangleIn } from './quadrangle.ts'

const CANNED = '模拟结果'
const ADDRESS = '模拟结果路1号'

/** A file name or address with `back` in it is taken for the side with the national emblem. */
function idCard({ source, digits }: Picture): JsonAnswer {
  if (/back/i.test(source)) return { type: 'Back', valid_date: '20200101-20400101' }
  return {
    type: 'Front',
    name: CANNED,
    id: `11010119900101${digits(4)}`,
    addr: ADDRESS,
    gender: '男',
    nationality: '汉',
    birth: '1990-01-01',
  }
}

function driving({ size, digits }: Picture): JsonAnswer {
  const pos = quadrangleIn(size)
  return {
    plate_num: plateOf(digits),
    vehicle_type: '小型轿车',
    owner: CANNED,
    addr: ADDRESS,
    use_character: '非营运',
    model: '模拟牌M1',
    vin: `LSIM${digits(13)}`,
    engine_num: digits(8),
    register_date: '2020-01-02',
    issue_date: '2020-01-03',
    plate_num_b: plateOf(digits),
    record: '',
    passengers_num: '5人',
    total_quality: '1800kg',
    prepare_quality: '1300kg',
    overall_size: '4600×1800×1500mm',
    card_position_front: { pos },
    card_position_back: { pos },
    img_size: size,
  }
}

function drivingLicense({ digits }: Picture): JsonAnswer {
  return {
    id_num: `11010119900101${digits(4)}`,
    name: CANNED,
    sex: '男',
    nationality: '中国',
    address: ADDRESS,
    birth_date: '1990-01-01',
    issue_date: '2015-05-05',
    car_class: 'C1',
    valid_from: '2021-05-05',
    valid_to: '2031-05-05',
    official_seal: CANNED,
  }
}

function bizLicense({ size, digits }: Picture): JsonAnswer {
  return {
    reg_num: `91110000MA${digits(8)}`,
    serial: digits(10),
    legal_representative: CANNED,
    enterprise_name: `${CANNED}有限公司`,
    type_of_organization: '',
    address: ADDRESS,
    type_of_enterprise: '有限责任公司',
    business_scope: CANNED,
    registered_capital: '壹佰万元整',
    paid_in_capital: '',
    valid_period: '长期',
    registered_date: '2020年01月02日',
    cert_position: { pos: quadrangleIn(size) },
    img_size: size,
  }
}

function plateOf(digits: Picture['digits']): string {
  return `京A${digits(5)}`
}

function bankCard({ digits }: Picture): JsonAnswer {
  return { number: `622200${digits(13)}` }
}

function common({ size, digits }: Picture): JsonAnswer {
  const item = { text: `${CANNED} ${digits(4)}`, pos: quadrangleIn(size) }
  return { items: [item], img_size: size }
}

function plateNumber({ digits }: Picture): JsonAnswer {
  return { number: plateOf(digits) }
}

function reading(id: EndpointId, read: (picture: Picture) => JsonAnswer): Handler {
  return async (call) => ({ ...OK, ...read(await pictureOf(call, id)) })
}

export const OCR: Handlers = {
  'ocr.idCard': reading('ocr.idCard', idCard),
  'ocr.bankCard': reading('ocr.bankCard', bankCard),
  'ocr.driving': reading('ocr.driving', driving),
  'ocr.drivingLicense': reading('ocr.drivingLicense', drivingLicense),
  'ocr.bizLicense': reading('ocr.bizLicense', bizLicense),
  'ocr.common': reading('ocr.common', common),
  'ocr.plateNumber': reading('ocr.plateNumber', plateNumber),
}
