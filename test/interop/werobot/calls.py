"""Calls of the API with WeRoBot's client, as its manual shows them."""
import io
import os

from steps import AMR, JPG, MP4, OPENIDS, PNG, control, step
from werobot.client import Client
from werobot.replies import Article

CONFIG = {"APP_ID": os.environ["APPID"], "APP_SECRET": os.environ["SECRET"]}
client = Client(CONFIG)
first, second, third = OPENIDS
KEFU = "kefu1@" + os.environ["ALIAS"]

MENU = {
    "button": [
        {"type": "click", "name": "今日歌曲", "key": "music"},
        {"type": "view", "name": "主页", "url": "http://example.com/"},
    ]
}


def file(name, data):
    stream = io.BytesIO(data)
    stream.name = name
    return stream


def talk(openid):
    control(f"/fans/{openid}/actions", {"type": "text", "content": "你好"})


step("get_ip_list", client.get_ip_list)

# Menus
step("create_menu", lambda: client.create_menu(MENU))
step("get_menu", client.get_menu)
step("get_custom_menu_config", client.get_custom_menu_config)
conditional = step("create_custom_menu", lambda: client.create_custom_menu(MENU["button"], {"client_platform_type": "1"}))
step("match_custom_menu", lambda: client.match_custom_menu(first))
step("delete_custom_menu", lambda: client.delete_custom_menu(conditional["menuid"]))
step("delete_menu", client.delete_menu)
step("create_menu again", lambda: client.create_menu(MENU))

# People, tags, groups
step("get_user_info", lambda: client.get_user_info(first))
step("get_users_info", lambda: client.get_users_info([first, second]))
step("get_followers", client.get_followers)
step("remark_user", lambda: client.remark_user(first, "老朋友"))
tag = step("create_tag", lambda: client.create_tag("常客"))["tag"]["id"]
step("get_tags", client.get_tags)
step("update_tag", lambda: client.update_tag(tag, "老常客"))
step("tag_users", lambda: client.tag_users(tag, [first, second]))
step("get_users_by_tag", lambda: client.get_users_by_tag(tag))
step("get_tags_by_user", lambda: client.get_tags_by_user(first))
step("untag_users", lambda: client.untag_users(tag, [second]))
group = step("create_group", lambda: client.create_group("旧分组"))["group"]["id"]
step("get_groups", client.get_groups)
step("get_group_by_id", lambda: client.get_group_by_id(first))
step("update_group", lambda: client.update_group(group, "旧组"))
step("move_user", lambda: client.move_user(second, group))
step("move_users", lambda: client.move_users([second, third], 0))
step("delete_group", lambda: client.delete_group(group))

# Files
image = step("upload_media image", lambda: client.upload_media("image", file("照片.png", PNG)))
voice = step("upload_media voice", lambda: client.upload_media("voice", file("a.amr", AMR)))
video = step("upload_media video", lambda: client.upload_media("video", file("a.mp4", MP4)))
thumb = step("upload_media thumb", lambda: client.upload_media("thumb", file("a.jpg", JPG)))
step("download_media", lambda: client.download_media(image["media_id"]))
step("upload_news_picture", lambda: client.upload_news_picture(file("a.png", PNG)))
kept = step("upload_permanent_media", lambda: client.upload_permanent_media("image", file("a.png", PNG)))
cover = step("upload_permanent_media thumb", lambda: client.upload_permanent_media("thumb", file("a.jpg", JPG)))
film = step("upload_permanent_video", lambda: client.upload_permanent_video("片名", "简介", file("a.mp4", MP4)).json())
step("download_permanent_media", lambda: client.download_permanent_media(kept["media_id"]))
step("download_permanent_media video", lambda: client.download_permanent_media(film["media_id"]).json())
step("get_media_count", client.get_media_count)
step("get_media_list", lambda: client.get_media_list("image", 0, 10))
step("delete_permanent_media", lambda: client.delete_permanent_media(kept["media_id"]))
news = step(
    "upload_news",
    lambda: client.upload_news([{"thumb_media_id": cover["media_id"], "title": "标题", "content": "<p>正文</p>"}]),
)

# Messages to one
talk(first)
step("send_text_message", lambda: client.send_text_message(first, "你好，WeRoBot"))
step("send_image_message", lambda: client.send_image_message(first, image["media_id"]))
step("send_voice_message", lambda: client.send_voice_message(first, voice["media_id"]))
step("send_video_message", lambda: client.send_video_message(first, video["media_id"], "片名", "简介"))
step(
    "send_music_message",
    lambda: client.send_music_message(
        first, "http://example.com/a.mp3", "http://example.com/a.mp3", thumb["thumb_media_id"], "歌名", "歌手"
    ),
)
talk(second)
article = Article(title="图文", description="描述", img="http://example.com/a.png", url="http://example.com/")
step("send_article_message", lambda: client.send_article_message(second, [article]))
step(
    "send_miniprogrampage_message",
    lambda: client.send_miniprogrampage_message(second, "小程序", "wx0000000000000001", "pages/index", thumb["thumb_media_id"]),
)

# Customer service
step("add_custom_service_account", lambda: client.add_custom_service_account(KEFU, "客服一", "pw"))
step("update_custom_service_account", lambda: client.update_custom_service_account(KEFU, "客服二", "pw"))
step(
    "upload_custom_service_account_avatar",
    lambda: client.upload_custom_service_account_avatar(KEFU, file("a.jpg", JPG)),
)
step("get_custom_service_account_list", client.get_custom_service_account_list)
step("get_online_custom_service_account_list", client.get_online_custom_service_account_list)
step("delete_custom_service_account", lambda: client.delete_custom_service_account(KEFU, "客服二", "pw"))

# Mass sends
sent = step("send_mass_msg tag", lambda: client.send_mass_msg("text", "群发给标签", user_list=tag))
step("send_mass_msg list", lambda: client.send_mass_msg("mpnews", news["media_id"], user_list=[second, third]))
step("send_mass_preview_to_user", lambda: client.send_mass_preview_to_user("text", "先看看", first))
step("get_mass_msg_status", lambda: client.get_mass_msg_status(sent["msg_id"]))
step("get_mass_msg_speed", client.get_mass_msg_speed)
step("set_mass_msg_speed", lambda: client.set_mass_msg_speed(3))

# QR codes
code = step(
    "create_qrcode",
    lambda: client.create_qrcode(
        {"expire_seconds": 604800, "action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "门店"}}}
    ),
)
step("show_qrcode", lambda: client.show_qrcode(code["ticket"]))

# Errors
step("refused: unknown openid", lambda: client.get_user_info("oNobodyNobodyNobodyNobodyNob"))
step("refused: unknown media", lambda: client.delete_permanent_media("nothing"))
step("refused: wrong secret", lambda: Client({**CONFIG, "APP_SECRET": "0" * 32}).get_followers())

# Two hours pass for WeChat; this SDK goes by its own clock and reports the dead token
control("/clock", {"advanceSeconds": 7300})
step("refused: expired token", lambda: client.get_user_info(first))
step("get_user_info with a new token", lambda: Client(CONFIG).get_user_info(first))
