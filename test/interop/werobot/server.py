"""A WeRoBot, as its manual shows one."""
import os

import werobot
from listening import listen
from werobot.replies import ArticlesReply, Article, ImageReply, VoiceReply

robot = werobot.WeRoBot(
    token=os.environ["TOKEN"],
    app_id=os.environ["APPID"],
    encoding_aes_key=os.environ["AES_KEY"],
    enable_session=False,
)


@robot.text
def echo(message):
    return message.content


@robot.image
def image(message):
    return ImageReply(message=message, media_id=message.MediaId)


@robot.voice
def voice(message):
    return VoiceReply(message=message, media_id=message.media_id)


@robot.location
def location(message):
    return f"{message.label} {message.location}"


@robot.subscribe
def subscribe(message):
    return f"扫码关注 {message.key}"


@robot.click
def click(message):
    reply = ArticlesReply(message=message)
    reply.add_article(Article(title=message.key, description="描述", img="", url="http://example.com/"))
    return reply


robot.config["HOST"] = "127.0.0.1"
listen(robot.wsgi)
