"""An HTTP server for a WSGI application, which tells the test where it listens."""
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def listen(application):
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        print(f"listening http://127.0.0.1:{server.server_port}/wechat", flush=True)
        server.serve_forever()
