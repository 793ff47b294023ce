"""One question to one server: the only module that talks to the network."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Timer

from tukipakki.outside.answer import NoReply, Reply, Trouble
from tukipakki.outside.manners import Manners
from tukipakki.outside.places import Parts
from tukipakki.outside.public import names_own_network

# What a browser warns of as well; other faults may only be the checking machine's.
_WARNED = {10: "se on vanhentunut", 18: "se on itse allekirjoitettu", 62: "se on toisen palvelimen nimellä"}


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, by the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def trust() -> ssl.SSLContext:
    """The authorities that the machine trusts."""
    return ssl.create_default_context()


def send(method: str, parts: Parts, manners: Manners, limit: int) -> Reply:
    """Ask once, reading at most `limit` bytes of the body.

    Raises:
        NoReply: there was no answer in HTTP.
    """
    plain = _connect(_addresses(parts, manners), parts.port, manners.silence)
    connection = http.client.HTTPConnection(parts.host, parts.port)
    with _cut_after(plain, manners.request) as cut, closing(connection):
        try:
            connection.sock = _secured(plain, parts, manners)
            connection.putrequest(method, parts.target, skip_host=True, skip_accept_encoding=True)
            for name, value in _headers(parts, manners.agent):
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                if cut.is_set():  # headers that were cut look like headers that ended
                    raise TimeoutError
                return _reply(response, limit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _no_reply(error, cut.is_set()) from None


def _headers(parts: Parts, agent: str) -> Iterator[tuple[str, str]]:
    yield "Host", parts.url.split("/", 3)[2]
    yield "User-Agent", agent
    yield "Accept", "text/html,application/xhtml+xml,*/*;q=0.8"
    yield "Accept-Language", "fi,sv;q=0.8,en;q=0.6"
    yield "Accept-Encoding", "identity"
    yield "Connection", "close"


def _reply(response: http.client.HTTPResponse, limit: int) -> Reply:
    body, whole = _body(response, limit)
    return Reply(
        status=response.status,
        location=_letters(response.getheader("Location", "")),
        retry_after=response.getheader("Retry-After", ""),
        date=response.getheader("Date", ""),
        content_type=response.getheader("Content-Type", ""),
        encoding=response.getheader("Content-Encoding", ""),
        body=body,
        whole=whole,
    )


def _body(response: http.client.HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """The beginning of the body. A body that breaks off spoils nothing: the answer came before it."""
    content = bytearray()
    try:
        while len(content) <= limit:
            piece = response.read1(min(limit + 1 - len(content), 65536))
            if not piece:
                return bytes(content), not response.length
            content += piece
    except (OSError, http.client.HTTPException, ValueError):
        pass
    return bytes(content[:limit]), False


def _letters(header: str) -> str:
    """Servers write addresses in UTF-8, whatever the standard says of headers."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _addresses(parts: Parts, manners: Manners) -> Sequence[str]:
    try:
        found = manners.resolve(parts.host, parts.port)
    except socket.gaierror as error:
        missing = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
        raise NoReply(Trouble.NAME if missing else Trouble.LOOKUP) from None
    except (OSError, UnicodeError):
        raise NoReply(Trouble.LOOKUP) from None
    allowed = [address for address in found if manners.may_ask(address)]
    if not allowed:
        raise NoReply(Trouble.PRIVATE if names_own_network(parts.host) else Trouble.PRIVATE_NAME)
    return allowed


def _connect(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """A connection to the very addresses that were judged: a second look-up could say another."""
    for address in addresses[:3]:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError:
            continue
    raise NoReply(Trouble.CONNECT)


def _secured(plain: socket.socket, parts: Parts, manners: Manners) -> socket.socket:
    if parts.scheme != "https":
        return plain
    return manners.trust.wrap_socket(plain, server_hostname=parts.host)


class _Cut:
    """Ends a connection from another thread: timeouts of a socket count silence, not slowness."""

    def __init__(self, sock: socket.socket) -> None:
        self._handle = sock.dup()
        self._done = False

    def __call__(self) -> None:
        self._done = True
        try:
            self._handle.shutdown(socket.SHUT_RDWR)
        except OSError as error:
            if error.errno not in (errno.ENOTCONN, errno.EBADF):
                raise

    def is_set(self) -> bool:
        """True when time ran out."""
        return self._done

    def close(self) -> None:
        """Let go of the connection."""
        self._handle.close()


@contextmanager
def _cut_after(sock: socket.socket, seconds: float) -> Iterator[_Cut]:
    cut = _Cut(sock)
    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()
        cut.close()
        sock.close()


def _no_reply(error: Exception, cut: bool) -> NoReply:
    if isinstance(error, ssl.SSLCertVerificationError) and error.verify_code in _WARNED:
        return NoReply(Trouble.CERTIFICATE, _WARNED[error.verify_code])
    if cut or isinstance(error, TimeoutError):
        return NoReply(Trouble.SLOW)
    if isinstance(error, ssl.SSLError):
        return NoReply(Trouble.TLS)
    return NoReply(Trouble.BROKEN)
