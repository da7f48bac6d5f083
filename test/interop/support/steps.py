"""What the Python programs share: each step prints one line of JSON."""
import json
import os
import urllib.request

SIMULATOR = os.environ["SIMULATOR"]
OPENIDS = os.environ["OPENIDS"].split(",")


def step(name, act):
    """Runs a step; what it gives or raises is printed, and the program goes on."""
    try:
        result = act()
    except Exception as error:  # the test decides what may fail
        tell(step=name, error=f"{type(error).__name__}: {error}"[:500], errcode=getattr(error, "errcode", None))
        return None
    tell(step=name, result=result)
    return result


def tell(**line):
    print(json.dumps(line, ensure_ascii=False, default=describe, separators=(",", ":")), flush=True)


def describe(value):
    content = getattr(value, "content", None)
    if isinstance(content, bytes):
        return {"bytes": len(content), "type": value.headers.get("Content-Type")}
    return str(type(value).__name__)


def control(path, body):
    """The control API of the simulator: what no SDK can do, such as moving the clock."""
    request = urllib.request.Request(
        f"{SIMULATOR}/_sim/v1{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.loads(answer.read())


# A red dot of 1 x 1, a picture every image call accepts.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
JPG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "08" * 64 +
    "ffc0000b080001000101011100ffc40014000100000000000000000000000000000009"
    "ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9"
)
MP3 = bytes.fromhex("fffb9064") + bytes(413)
AMR = b"#!AMR\n" + bytes.fromhex("3c91171636e600") * 20
MP4 = bytes.fromhex("000000186674797069736f6d0000020069736f6d69736f32") + bytes.fromhex("0000000866726565")
