"""Calls of the API with wechatpy, as its manual shows them."""
import datetime
import io
import os

from steps import AMR, JPG, MP4, OPENIDS, PNG, control, step
from wechatpy import WeChatClient

client = WeChatClient(os.environ["APPID"], os.environ["SECRET"])
first, second, third = OPENIDS
KEFU = "kefu1@" + os.environ["ALIAS"]

MENU = {
    "button": [
        {"type": "click", "name": "今日歌曲", "key": "V1001_TODAY_MUSIC"},
        {
            "name": "菜单",
            "sub_button": [
                {"type": "view", "name": "搜索", "url": "http://www.example.com/"},
                {"type": "scancode_push", "name": "扫码", "key": "rselfmenu_0_1"},
            ],
        },
    ]
}


def picture(name="照片.png", data=PNG):
    return (name, io.BytesIO(data))


def talk(openid):
    control(f"/fans/{openid}/actions", {"type": "text", "content": "你好"})


# Token, addresses, tickets
step("misc.get_wechat_ips", client.misc.get_wechat_ips)
step("jsapi.get_jsapi_ticket", client.jsapi.get_jsapi_ticket)
step("jsapi.get_jsapi_card_ticket", client.jsapi.get_jsapi_card_ticket)

# Menus
step("menu.create", lambda: client.menu.create(MENU))
step("menu.get", client.menu.get)
step("menu.get_menu_info", client.menu.get_menu_info)
rule = dict(MENU, matchrule={"language": "zh_CN"})
conditional = step("menu.add_conditional", lambda: client.menu.add_conditional(rule))
step("menu.try_match", lambda: client.menu.try_match(first))
step("menu.del_conditional", lambda: client.menu.del_conditional(conditional["menuid"]))

# People
step("user.get", lambda: client.user.get(first))
step("user.get_batch", lambda: client.user.get_batch([first, second]))
step("user.get_followers", client.user.get_followers)
step("user.iter_followers", lambda: list(client.user.iter_followers()))
step("user.update_remark", lambda: client.user.update_remark(first, "老朋友"))

# Tags and the blacklist
tag = step("tag.create", lambda: client.tag.create("常客"))
step("tag.get", client.tag.get)
step("tag.update", lambda: client.tag.update(tag["id"], "老常客"))
step("tag.tag_user", lambda: client.tag.tag_user(tag["id"], [first, second]))
step("tag.get_user_tag", lambda: client.tag.get_user_tag(first))
step("tag.iter_tag_users", lambda: list(client.tag.iter_tag_users(tag["id"])))
step("tag.untag_user", lambda: client.tag.untag_user(tag["id"], second))
step("tag.batch_black_list", lambda: client.tag.batch_black_list([third]))
step("tag.get_black_list", client.tag.get_black_list)
step("tag.batch_unblack_list", lambda: client.tag.batch_unblack_list([third]))

# Groups, which tags have replaced
group = step("group.create", lambda: client.group.create("旧分组"))
step("group.get", client.group.get)
step("group.get(openid)", lambda: client.group.get(first))
step("group.update", lambda: client.group.update(group["group"]["id"], "旧组"))
step("group.move_user", lambda: client.group.move_user(second, group["group"]["id"]))
step("group.move_user(list)", lambda: client.group.move_user([second], 0))
step("group.delete", lambda: client.group.delete(group["group"]["id"]))

# Files, up and down
image = step("media.upload image", lambda: client.media.upload("image", picture()))
voice = step("media.upload voice", lambda: client.media.upload("voice", picture("a.amr", AMR)))
video = step("media.upload video", lambda: client.media.upload("video", picture("a.mp4", MP4)))
thumb = step("media.upload thumb", lambda: client.media.upload("thumb", picture("a.jpg", JPG)))
step("media.download", lambda: client.media.download(image["media_id"]))
step("media.upload_image", lambda: client.media.upload_image(picture()))
kept = step("material.add image", lambda: client.material.add("image", picture()))
cover = step("material.add thumb", lambda: client.material.add("thumb", picture("a.jpg", JPG)))
film = step("material.add video", lambda: client.material.add("video", picture("a.mp4", MP4), "片名", "简介"))
step("material.get image", lambda: client.material.get(kept["media_id"]))
step("material.batchget", lambda: client.material.batchget("image"))
step("material.get_count", client.material.get_count)
step("material.delete", lambda: client.material.delete(kept["media_id"]))
articles = [{"thumb_media_id": cover["media_id"], "title": "标题", "content": "<p>正文</p>"}]
news = step("media.upload_articles", lambda: client.media.upload_articles(articles))

# Messages to one
talk(first)
step("message.send_text", lambda: client.message.send_text(first, "你好，wechatpy"))
step("message.send_image", lambda: client.message.send_image(first, image["media_id"]))
step("message.send_voice", lambda: client.message.send_voice(first, voice["media_id"]))
step(
    "message.send_video",
    lambda: client.message.send_video(first, video["media_id"], "片名", "简介"),
)
step(
    "message.send_music",
    lambda: client.message.send_music(
        first, "http://example.com/a.mp3", "http://example.com/a.mp3", thumb["thumb_media_id"], "歌名", "歌手"
    ),
)
talk(second)
step(
    "message.send_articles",
    lambda: client.message.send_articles(
        second, [{"title": "图文", "description": "描述", "url": "http://example.com/", "image": "http://example.com/a.png"}]
    ),
)
step(
    "message.send_msg_menu",
    lambda: client.message.send_msg_menu(
        second, {"head_content": "满意吗？", "list": [{"id": "1", "content": "满意"}], "tail_content": "谢谢"}
    ),
)

# Customer service
account = step("customservice.add_account", lambda: client.customservice.add_account(KEFU, "客服一", "pw"))
accounts = step("customservice.get_accounts", client.customservice.get_accounts)
step("customservice.get_online_accounts", client.customservice.get_online_accounts)
step("customservice.get_wait_case", client.customservice.get_wait_case)
now = datetime.datetime.now()
step("customservice.get_records", lambda: client.customservice.get_records(now - datetime.timedelta(hours=1), now))

# Mass sends
sent = step("message.send_mass_text tag", lambda: client.message.send_mass_text(tag["id"], "群发给标签"))
step("message.send_mass_text list", lambda: client.message.send_mass_text([second, third], "群发给名单"))
step("message.send_mass_article", lambda: client.message.send_mass_article([second, third], news["media_id"]))
step("message.send_mass_text preview", lambda: client.message.send_mass_text(first, "先看看", preview=True))
step("message.get_mass", lambda: client.message.get_mass(sent["msg_id"]))

# Templates
step("template.set_industry", lambda: client.template.set_industry(1, 4))
step("template.get_industry", client.template.get_industry)
template = step("template.get", lambda: client.template.get("TM00015"))
step("template.get_all_private_template", client.template.get_all_private_template)
step(
    "message.send_template",
    lambda: client.message.send_template(
        first,
        template,
        {
            "thing1": {"value": "鹦鹉一只"},
            "time2": {"value": "2026年1月8日 15:20"},
            "amount3": {"value": "¥58.00"},
            "character_string4": {"value": "202601080042"},
            "phrase5": {"value": "微信支付", "color": "#173177"},
        },
        url="http://example.com/",
    ),
)
step("template.del_private_template", lambda: client.template.del_private_template(template))

# QR codes
code = step(
    "qrcode.create",
    lambda: client.qrcode.create(
        {"expire_seconds": 1800, "action_name": "QR_SCENE", "action_info": {"scene": {"scene_id": 123}}}
    ),
)
step("qrcode.show", lambda: client.qrcode.show(code))

# Auto-reply, statistics
step("message.get_autoreply_info", client.message.get_autoreply_info)
yesterday = datetime.date.today() - datetime.timedelta(days=1)
for name in ("get_user_summary", "get_user_cumulate", "get_interface_summary", "get_upstream_msg", "get_user_read"):
    step(f"datacube.{name}", lambda name=name: getattr(client.datacube, name)(yesterday, yesterday))

# Errors
step("refused: withdrawn call", lambda: client.misc.short_url("http://www.example.com/long"))
step("refused: unknown openid", lambda: client.user.get("oNobodyNobodyNobodyNobodyNob"))
step("refused: menu too wide", lambda: client.menu.create({"button": MENU["button"] * 2}))
step("refused: unknown media", lambda: client.media.download("nothing"))
step("refused: wrong secret", lambda: WeChatClient(os.environ["APPID"], "0" * 32).user.get_followers())

# Two hours pass for WeChat and not for this program, whose token is dead without its knowing
control("/clock", {"advanceSeconds": 7300})
step("user.get after the token expired", lambda: client.user.get(first))
