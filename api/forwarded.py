"""What reverse proxies say of the request before them: in X-Forwarded-* or in ``Forwarded`` (RFC 7239).

Only one of the two is believed, the one that the settings name: what the proxies do not write comes from visitors.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from api.settings import Settings
from api.sparql.lane import Wsgi

_TOKEN: Final = r"[\w!#$%&'*+.^`|~-]+"
_PAIR: Final = re.compile(rf'\s*({_TOKEN})=({_TOKEN}|"(?:[^"\\]|\\.)*")\s*(;|,|\Z)', re.ASCII)
_PORT: Final = re.compile(r":[\w.-]*\Z", re.ASCII)
_LONGEST: Final = 4_096  # characters of a header; a longer one is not believed
_HOST: Final = re.compile(r"[\w.:\[\]-]+", re.ASCII)


class Told:
    """Which header tells who asked, and how many of its writers are ours."""

    def __init__(self, settings: Settings) -> None:
        self.proxies = settings.proxies
        self.standard = settings.proxy_header == "forwarded"
        self.header = "forwarded" if self.standard else "x-forwarded-for"

    def client(self, remote: str, values: Iterable[str]) -> str:
        """Who asks, by the address of the connection and all values of ``header``."""
        header = ",".join(values) if self.proxies else ""
        return client_of(remote, header if len(header) <= _LONGEST else "", self.proxies, standard=self.standard)


@lru_cache(maxsize=4_096)
def client_of(remote: str, header: str, proxies: int, *, standard: bool = False) -> str:
    """Who asks: the address, of IPv6 its network (/64), which one client has whole.

    Only what the ``proxies`` nearest to us wrote into the header is believed.
    """
    if standard:
        told = element(header, proxies).get("for", "") or remote
    else:
        hops = [hop.strip() for hop in header.split(",") if hop.strip()] if proxies else []
        told = hops[-min(proxies, len(hops))] if hops else remote
    if told.count(":") == 1 or "]:" in told:
        told = _PORT.sub("", told)
    try:
        address = ipaddress.ip_address(told.strip("[]"))
    except ValueError:
        return remote
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


def element(header: str, proxies: int) -> dict[str, str]:
    """What the outermost of our proxies wrote into ``Forwarded``; nothing where the header is none.

    >>> element('for=192.0.2.1, for="[2001:db8::1]:80";proto=https', 1)
    {'for': '[2001:db8::1]:80', 'proto': 'https'}
    """
    found: list[dict[str, str]] = [{}]
    at = 0
    while at < len(header):
        pair = _PAIR.match(header, at)
        if pair is None:
            return {}
        value = re.sub(r"\\(.)", r"\1", pair[2][1:-1]) if pair[2].startswith('"') else pair[2]
        found[-1][pair[1].lower()] = value
        at = pair.end()
        if pair[3] == ",":
            found.append({})
    hops = [hop for hop in found if hop]
    return hops[-min(proxies, len(hops))] if hops and proxies else {}


class Forwarded:
    """Makes the address of a request (WSGI) the one that users see, by what ``Forwarded`` tells."""

    def __init__(self, app: Wsgi, proxies: int) -> None:
        self._app, self._proxies = app, proxies

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Hands the request on."""
        told = element(environ.get("HTTP_FORWARDED", ""), self._proxies)
        if (scheme := told.get("proto", "").lower()) in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme
        if _HOST.fullmatch(host := told.get("host", "")):
            environ["HTTP_HOST"] = host
        return self._app(environ, start)
