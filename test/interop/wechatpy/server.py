"""An account's server with wechatpy: answers in kind, in plain and in safe mode."""
import os
from urllib.parse import parse_qsl

from listening import listen
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.replies import ArticlesReply, ImageReply, VoiceReply
from wechatpy.utils import check_signature

TOKEN = os.environ["TOKEN"]
crypto = WeChatCrypto(TOKEN, os.environ["AES_KEY"], os.environ["APPID"])


def application(environ, start_response):
    query = dict(parse_qsl(environ["QUERY_STRING"]))
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    try:
        text = answer(environ["REQUEST_METHOD"], query, body)
        start_response("200 OK", [("Content-Type", "text/xml; charset=utf-8")])
    except InvalidSignatureException:
        text = ""
        start_response("403 Forbidden", [])
    return [text.encode()]


def answer(method, query, body):
    signature, timestamp, nonce = query["signature"], query["timestamp"], query["nonce"]
    check_signature(TOKEN, signature, timestamp, nonce)
    if method == "GET":
        return query["echostr"]
    if query.get("encrypt_type") != "aes":
        return reply_to(parse_message(body)).render()
    clear = crypto.decrypt_message(body, query["msg_signature"], timestamp, nonce)
    return crypto.encrypt_message(reply_to(parse_message(clear)).render(), nonce, timestamp)


def reply_to(message):
    if message.type == "text":
        return create_reply(message.content, message)
    if message.type == "image":
        return ImageReply(message=message, media_id=message.media_id)
    if message.type == "voice":
        return VoiceReply(message=message, media_id=message.media_id)
    if message.type == "location":
        return create_reply(f"{message.label} {message.location}", message)
    if message.type == "event" and message.event == "subscribe_scan":
        return create_reply(f"扫码关注 {message.scene_id}", message)
    if message.type == "event" and message.event == "click":
        reply = ArticlesReply(message=message)
        reply.add_article({"title": message.key, "description": "描述", "image": "", "url": "http://example.com/"})
        return reply
    return create_reply(f"{message.type} {getattr(message, 'event', '')}", message)


listen(application)
